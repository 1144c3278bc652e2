package org.hotline12345.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.organization.UnitHeir;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which groups of the identity provider mean which roles here, as administrators have set it. A line that names a unit which has
 * ended means its successor, in the same way as the unit's own people went along.
 */
@Component
public class OutsideGroups {

    private static final int MOST = 1000;
    private static final int GROUP_CHARS = 200;

    private final RoleGroups groups;
    private final AccountRows rows;
    private final Units units;
    private final Actors actors;
    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final Clock clock;

    OutsideGroups(RoleGroups groups, AccountRows rows, Units units, Actors actors, AuditTrail trail, JdbcClient jdbc, Clock clock) {
        this.groups = groups;
        this.rows = rows;
        this.units = units;
        this.actors = actors;
        this.trail = trail;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A line of the table.
     *
     * @param group value of the provider's claim
     * @param role code of {@link Role}, {@code section-<code>}, or a special desk or expert team
     * @param unit code, for a role somebody holds in a unit, else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(String group, String role, String unit) {
    }

    public List<Line> list() {
        Directory.requireAdministrator(actors);
        return all();
    }

    List<Line> all() {
        return jdbc.sql("select outside_group, role, unit from people_outside_group order by outside_group, role")
                .query((row, n) -> new Line(row.getString(1), row.getString(2), row.getString(3))).list();
    }

    /**
     * The group of the engine a line means today; empty where its role is gone, or its unit has ended and took nobody along.
     * Leaders stay leaders in the unit that follows, everybody else is a clerk there.
     */
    Optional<String> groupOf(Line line) {
        if (line.unit() == null || !inUnit(line)) {
            return groups.groupOf(line.role(), line.unit());
        }
        LocalDate today = LocalDate.now(clock);
        UnitHeir heir = units.heir(line.unit(), null, null, today);
        if (!heir.isAnother()) {
            return ended(line.unit(), today) ? Optional.empty() : groups.groupOf(line.role(), line.unit());
        }
        boolean peopleCame = heir.through().stream().allMatch(UnitChange::withPeople);
        return peopleCame && !ended(heir.unit(), today) ? Optional.of(groupIn(heir.unit(), line)) : Optional.empty();
    }

    /** Every group the line means or meant: of the unit it names, of those that followed it, and of the one of today. */
    Set<String> spokenOf(Line line) {
        Set<String> spokenOf = new HashSet<>();
        groups.groupOf(line.role(), line.unit()).ifPresent(spokenOf::add);
        if (line.unit() != null && inUnit(line)) {
            if (line.role().startsWith(RoleGroups.SECTION)) {
                spokenOf.add(Actor.sectionGroup(line.unit(), line.role().substring(RoleGroups.SECTION.length())));
            }
            units.heir(line.unit(), null, null, LocalDate.now(clock)).through().stream().skip(1)
                    .forEach(change -> spokenOf.add(groupIn(change.unit(), line)));
            groupOf(line).ifPresent(spokenOf::add);
        }
        return spokenOf;
    }

    private static boolean inUnit(Line line) {
        return line.role().startsWith(RoleGroups.SECTION) || Role.find(line.role()).filter(Role::inUnit).isPresent();
    }

    private static String groupIn(String heir, Line line) {
        return (Role.find(line.role()).filter(Role.LEADER::equals).isPresent() ? Actor.LEADER_GROUP_PREFIX : Actor.UNIT_GROUP_PREFIX) + heir;
    }

    private boolean ended(String unit, LocalDate day) {
        return units.find(unit).map(Unit::validTo).filter(day::isAfter).isPresent();
    }

    /**
     * Replaces the table; in force at each person's next sign-in there.
     *
     * @throws Refusal INVALID {@code people.badOutsideGroup}
     */
    @Transactional
    public List<Line> replace(List<Line> lines) {
        Directory.requireAdministrator(actors);
        if (lines.size() > MOST) {
            throw Refusal.invalid("people.badOutsideGroup", "最多" + MOST + "行，请合并后重试。");
        }
        Set<String> teams = rows.teams().keySet();
        Set<String> seen = new HashSet<>();
        lines.forEach(line -> check(line, teams, seen));
        jdbc.sql("delete from people_outside_group").update();
        for (Line line : lines) {
            Map<String, Object> values = new HashMap<>();
            values.put("group", line.group().strip());
            values.put("role", line.role());
            values.put("unit", line.unit());
            jdbc.sql("insert into people_outside_group (outside_group, role, unit) values (:group, :role, :unit)").params(values).update();
        }
        trail.record(new AuditTrail.Entry(AuditTrail.ACCOUNT, "统一身份认证的组", "对应角色的表改为" + lines.size() + "行"));
        return all();
    }

    private void check(Line line, Set<String> teams, Set<String> seen) {
        String group = Texts.required("认证平台的组", line.group(), GROUP_CHARS);
        boolean known = line.role() != null && (RoleGroups.isTeam(line.role()) ? teams.contains(line.role())
                : (line.unit() == null || units.find(line.unit()).isPresent()) && groups.groupOf(line.role(), line.unit()).isPresent());
        if (!known) {
            throw Refusal.invalid("people.badOutsideGroup", "“" + group + "”一行的角色或单位不存在：经办员、审签领导和科室须同时选单位。");
        }
        LocalDate today = LocalDate.now(clock);
        if (line.unit() != null && (ended(line.unit(), today) || units.heir(line.unit(), null, null, today).isAnother())) {
            String instead = units.successor(line.unit(), today).filter(heir -> !heir.code().equals(line.unit()))
                    .map(heir -> "，其工作由“" + heir.name() + "”承接，请改选该单位。").orElse("，请改选其他单位或删去这一行。");
            throw Refusal.invalid("people.badOutsideGroup", "“" + group + "”一行的单位“" + units.find(line.unit()).map(Unit::name).orElse(line.unit())
                    + "”已经停用" + instead);
        }
        if (!seen.add(group + "\n" + line.role())) {
            throw Refusal.invalid("people.badOutsideGroup", "“" + group + "”的同一角色出现了不止一次。");
        }
    }
}
