package org.hotline12345.people;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotline12345.common.Actor;
import org.hotline12345.common.FormerNames;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names over time from what was kept with every change of a name. */
@Component
class NamesOfThen implements FormerNames {

    private final JdbcClient jdbc;

    NamesOfThen(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Book of(Collection<String> accounts) {
        Map<String, TreeMap<Long, String>> names = new HashMap<>();
        if (!accounts.isEmpty()) {
            jdbc.sql("select account, since, name from people_name where account in (:accounts)").param("accounts", List.copyOf(accounts))
                    .query(row -> { names.computeIfAbsent(row.getString(1), unused -> new TreeMap<>()).put(row.getLong(2), row.getString(3)); });
        }
        return (account, instant) -> Actor.OLD_SYSTEM.equals(account) ? Actor.OLD_SYSTEM_NAME : nameAt(names.get(account), instant);
    }

    private static String nameAt(TreeMap<Long, String> names, Instant instant) {
        Map.Entry<Long, String> then = names == null ? null : names.floorEntry(instant.toEpochMilli());
        return then == null ? null : then.getValue();
    }
}
