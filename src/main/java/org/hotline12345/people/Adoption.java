package org.hotline12345.people;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Enters the accounts that came to be without this room: the first administrator's, the demo's. Repeating it changes nothing. */
@Component
@Order(90)
class Adoption implements ApplicationRunner {

    private static final int NAME_CHARS = 60;

    private final AccountRows rows;
    private final RoleGroups groups;
    private final Units units;
    private final Clock clock;

    Adoption(AccountRows rows, RoleGroups groups, Units units, Clock clock) {
        this.rows = rows;
        this.groups = groups;
        this.units = units;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        adopt();
    }

    void adopt() {
        var strangers = rows.strangers();
        Map<String, Set<String>> held = rows.groupsOf(strangers.stream().map(stranger -> stranger[0]).toList());
        for (String[] stranger : strangers) {
            String unit = groups.unitOf(held.getOrDefault(stranger[0], Set.of()));
            String name = Stream.of(stranger[1], stranger[2]).filter(Objects::nonNull).collect(Collectors.joining());
            long now = clock.millis();
            try {
                rows.insert(new Account(stranger[0], name.isBlank() ? stranger[0] : shortened(name),
                        units.find(unit).map(Unit::jurisdiction).orElse(null), unit, null, null, Account.State.ACTIVE,
                        Account.Password.OWN, now, null, 0, null));
            } catch (DuplicateKeyException faster) {
                // Another node that starts now was faster; its row is as good as ours.
                continue;
            }
        }
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= NAME_CHARS ? name : name.substring(0, name.offsetByCodePoints(0, NAME_CHARS));
    }
}
