package org.hotline12345.people;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.organization.Practices;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** People of a unit that another one follows go along. Their work goes the same way, so nobody hands anything over. */
@Component
public class UnitMoves {

    private final AccountRows rows;
    private final AccountBook book;
    private final RoleGroups groups;
    private final Adoption adoption;
    private final Changes changes;
    private final Units units;
    private final Practices practices;

    UnitMoves(AccountRows rows, AccountBook book, RoleGroups groups, Adoption adoption, Changes changes, Units units, Practices practices) {
        this.rows = rows;
        this.book = book;
        this.groups = groups;
        this.adoption = adoption;
        this.changes = changes;
        this.units = units;
        this.practices = practices;
    }

    /** Number of accounts that work for the unit in whatever role; those who have left are not counted. */
    @Transactional(readOnly = true)
    public int count(String unit) {
        return units.find(unit).map(known -> of(known).size()).orElse(0);
    }

    /**
     * Leaders of the old unit are leaders of the new one, everybody else is a clerk of it; roles at the centre stay.
     *
     * @return how many accounts went along
     */
    @Transactional
    public int move(String fromUnit, String toUnit, String reason) {
        adoption.adopt();
        Unit from = units.find(fromUnit).orElseThrow();
        Unit to = units.find(toUnit).orElseThrow();
        Map<String, String> names = new HashMap<>(groups.names(toUnit));
        Map<Account, Set<String>> people = of(from);
        people.forEach((before, held) -> {
            Set<String> wanted = new HashSet<>(held);
            wanted.removeIf(group -> isOf(group, fromUnit));
            held.stream().filter(group -> isOf(group, fromUnit)).forEach(group -> wanted.add(
                    (group.startsWith(Actor.LEADER_GROUP_PREFIX) ? Actor.LEADER_GROUP_PREFIX : Actor.UNIT_GROUP_PREFIX) + toUnit));
            book.setGroups(before.account(), held, wanted, names);
            Account after = new Account(before.account(), before.name(), before.jurisdiction(),
                    Objects.equals(before.unit(), fromUnit) ? toUnit : before.unit(), before.phone(), before.email(), before.state(),
                    before.password(), before.passwordAt(), before.passwordUntil(), before.sessionsSince(), before.signedInAt());
            rows.update(before, after);
            changes.keep(after, Changes.Act.MOVED, "单位变更随迁：单位由“" + from.name() + "”改为“" + to.name() + "”", reason);
        });
        return people.size();
    }

    private Map<Account, Set<String>> of(Unit unit) {
        List<Account> all = rows.current(unit.jurisdiction());
        Map<String, Set<String>> held = rows.groupsOf(all.stream().map(Account::account).toList());
        Map<Account, Set<String>> people = new HashMap<>();
        for (Account account : all) {
            Set<String> own = held.getOrDefault(account.account(), Set.of());
            if (unit.code().equals(account.unit()) || own.stream().anyMatch(group -> isOf(group, unit.code()))) {
                people.put(account, own);
            }
        }
        return people;
    }

    private boolean isOf(String group, String unit) {
        return group.equals(Actor.UNIT_GROUP_PREFIX + unit) || group.equals(Actor.LEADER_GROUP_PREFIX + unit)
                || practices.of(unit).sections().stream().anyMatch(section -> group.equals(Actor.sectionGroup(unit, section.code())));
    }
}
