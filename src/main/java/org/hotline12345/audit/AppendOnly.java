package org.hotline12345.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Has the database itself refuse to change or delete what the trail holds. Where its account may not make triggers (MySQL
 * with binary logs and {@code log_bin_trust_function_creators} off), the product runs on and says so; the chain still
 * tells of every change.
 */
@Component
@Order(10)
class AppendOnly implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(AppendOnly.class);
    private static final Map<String, String> MYSQL = new LinkedHashMap<>();
    private static final Map<String, String> H2 = new LinkedHashMap<>();

    static {
        for (String table : new String[] {"audit_entry", "audit_link"}) {
            for (String act : new String[] {"update", "delete"}) {
                MYSQL.put(table + "_no_" + act, "before " + act + " on " + table + " for each row "
                        + "signal sqlstate '45000' set message_text = '" + table + " is append-only'");
                H2.put(table + "_no_" + act, "before " + act + " on " + table + " for each row call '" + RefusedChange.class.getName() + "'");
            }
        }
        MYSQL.put("audit_ticket_look_no_update", "before update on audit_ticket_look for each row "
                + "signal sqlstate '45000' set message_text = 'audit_ticket_look is append-only'");
        MYSQL.put("audit_ticket_look_no_delete", "before delete on audit_ticket_look for each row "
                + "if old.seen_at > (unix_timestamp() - " + AuditSettings.LEAST_KEPT.toSeconds() + ") * 1000 then "
                + "signal sqlstate '45000' set message_text = 'audit_ticket_look is kept for six months at least'; end if");
        H2.put("audit_ticket_look_no_update", "before update on audit_ticket_look for each row call '" + RefusedChange.class.getName() + "'");
    }

    private final DataSource source;
    private final JdbcTemplate jdbc;
    private boolean guarded;

    AppendOnly(DataSource source, JdbcTemplate jdbc) {
        this.source = source;
        this.jdbc = jdbc;
    }

    /** Whether the database refuses changes. */
    boolean isGuarded() {
        return guarded;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            String product = JdbcUtils.extractDatabaseMetaData(source, meta -> meta.getDatabaseProductName());
            (product.equals("H2") ? H2 : MYSQL).forEach(product.equals("H2") ? this::makeInH2 : this::make);
            guarded = true;
        } catch (MetaDataAccessException | DataAccessException refused) {
            LOG.warn("The database does not let this account make the triggers that keep the audit trail from being changed. "
                    + "On MySQL set log_bin_trust_function_creators=1, or let an administrator of the database make them, "
                    + "and start again. {}", refused.getMessage());
        }
    }

    private void makeInH2(String name, String trigger) {
        jdbc.execute("create trigger if not exists " + name + ' ' + trigger);
    }

    private void make(String name, String trigger) {
        if (isThere(name)) {
            return;
        }
        try {
            jdbc.execute("create trigger " + name + ' ' + trigger);
        } catch (DataAccessException perhapsAnotherNode) {
            if (!isThere(name)) {
                throw perhapsAnotherNode;
            }
        }
    }

    private boolean isThere(String name) {
        Integer found = jdbc.queryForObject("select count(*) from information_schema.triggers where trigger_schema = database() "
                + "and trigger_name = ?", Integer.class, name);
        return found != null && found > 0;
    }
}
