package org.hotline12345.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who there is, what they may and what was done to their accounts, for administrators. */
@Component
public class Directory {

    private static final Map<String, String> ORDERS = Map.of("account", "a.account", "name", "a.name, a.account",
            "unit", "case when a.unit is null then 0 else 1 end, a.unit, a.account",
            "signedIn", "case when a.signed_in_at is null then 1 else 0 end, a.signed_in_at desc, a.account");

    private final AccountRows rows;
    private final RoleGroups groups;
    private final HandOver handOver;
    private final Changes changes;
    private final Adoption adoption;
    private final Units units;
    private final Actors actors;

    Directory(AccountRows rows, RoleGroups groups, HandOver handOver, Changes changes, Adoption adoption, Units units, Actors actors) {
        this.rows = rows;
        this.groups = groups;
        this.handOver = handOver;
        this.changes = changes;
        this.adoption = adoption;
        this.units = units;
        this.actors = actors;
    }

    /**
     * Which people are asked for; null and blank leave open.
     *
     * @param words part of the account or name
     * @param unit code
     * @param role code of {@link Role}, or a group
     * @param state {@code active}, {@code locked}, {@code left}, or {@code waiting} for those without a password
     * @param sort {@code account}, {@code name}, {@code unit} or {@code signedIn}
     */
    public record Wanted(String words, String unit, String role, String state, String sort) {
    }

    /** A page of people with the number of all that meet the conditions. */
    public record Listing(List<Person> items, long total, int page, int size) {
    }

    /** A role somebody holds. */
    public record Held(String code, String label) {
    }

    /**
     * Somebody with an account.
     *
     * @param roles held now
     * @param warnings roles in one hand that check each other, in words
     * @param password {@code none}, {@code once} or {@code own}
     * @param signedInAt epoch ms of the last sign-in, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Person(String account, String name, String jurisdiction, String unit, String unitName, List<Held> roles,
            List<String> warnings, String phone, String email, String state, String stateName, String password, Long passwordUntil,
            Long signedInAt) {
    }

    @Transactional
    public Listing list(Wanted wanted, int page, int size) {
        requireAdministrator(actors);
        Page.check(page, size);
        adoption.adopt();
        StringBuilder where = new StringBuilder(" where 1 = 1");
        Map<String, Object> params = new HashMap<>();
        if (given(wanted.words())) {
            where.append(" and (lower(a.account) like :words escape '!' or lower(a.name) like :words escape '!')");
            params.put("words", "%" + wanted.words().strip().toLowerCase().replaceAll("([!%_])", "!$1") + "%");
        }
        if (given(wanted.unit())) {
            where.append(" and a.unit = :unit");
            params.put("unit", wanted.unit());
        }
        if (given(wanted.role())) {
            where.append(" and exists (select 1 from ACT_ID_MEMBERSHIP m where m.USER_ID_ = a.account and m.GROUP_ID_ ");
            boolean inUnit = Role.find(wanted.role()).filter(Role::inUnit).isPresent();
            where.append(inUnit ? "like :role)" : "= :role)");
            params.put("role", inUnit ? (wanted.role().equals(Role.CLERK.code()) ? "unit-%" : "leader-%") : wanted.role());
        }
        if (given(wanted.state())) {
            where.append(wanted.state().equals("waiting") ? " and a.password_state = 'none' and a.subject is null and a.state = 'active'" : " and a.state = :state");
            params.put("state", wanted.state());
        } else {
            where.append(" and a.state <> 'left'");
        }
        params.keySet().removeIf(name -> where.indexOf(":" + name) < 0);
        List<Account> found = rows.list(where.toString(), params, ORDERS.getOrDefault(wanted.sort(), ORDERS.get("account")), size, (long) page * size);
        Map<String, Set<String>> held = rows.groupsOf(found.stream().map(Account::account).toList());
        Map<String, String> teams = rows.teams();
        return new Listing(found.stream().map(account -> person(account, held.getOrDefault(account.account(), Set.of()), teams)).toList(),
                rows.count(where.toString(), params), page, size);
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }

    @Transactional(readOnly = true)
    public Person person(String account) {
        requireAdministrator(actors);
        Account found = require(account);
        return person(found, rows.groupsOf(account), rows.teams());
    }

    private Person person(Account a, Set<String> held, Map<String, String> teams) {
        Set<String> roles = groups.rolesOf(held, a.unit());
        return new Person(a.account(), a.name(), a.jurisdiction(), a.unit(), units.find(a.unit()).map(Unit::name).orElse(a.unit()),
                roles.stream().map(role -> new Held(role, groups.label(role, a.unit(), teams))).toList(), PersonRules.conflicts(roles),
                a.phone(), a.email(), a.state().code, a.state().label, a.password().code, a.passwordUntil(), a.signedInAt());
    }

    /** What the person has in hand, that a move or a departure would hand over. */
    @Transactional(readOnly = true)
    public HandOver.Plan work(String account) {
        requireAdministrator(actors);
        return handOver.plan(require(account), rows.groupsOf(account));
    }

    /** What was done to the account, newest first. */
    public Page<Changes.Change> changes(String account, int page, int size) {
        requireAdministrator(actors);
        return changes.of(require(account).account(), page, size);
    }

    /**
     * A role with what it may and how many hold it.
     *
     * @param inUnit whether somebody holds it in a unit
     */
    public record RoleLine(String code, String label, String may, boolean inUnit, int holders) {
    }

    /** Two roles that check each other. */
    public record ConflictLine(String one, String other, String why) {
    }

    /** Every role, and which go ill together. */
    public record RoleTable(List<RoleLine> roles, List<ConflictLine> conflicts) {
    }

    @Transactional(readOnly = true)
    public RoleTable roles() {
        requireAdministrator(actors);
        Map<String, Integer> holders = rows.holders();
        List<RoleLine> lines = new java.util.ArrayList<>();
        for (Role role : Role.values()) {
            lines.add(new RoleLine(role.code(), role.label(), role.may(), role.inUnit(), holders.getOrDefault(role.code(), 0)));
        }
        rows.teams().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(team -> lines.add(new RoleLine(team.getKey(),
                team.getValue(), team.getKey().startsWith("desk-") ? "解答转到该专席的诉求" : "答复征询该专家的意见", false,
                holders.getOrDefault(team.getKey(), 0))));
        return new RoleTable(lines, Role.CONFLICTS.stream().map(conflict ->
                new ConflictLine(conflict.one().label(), conflict.other().label(), conflict.why())).toList());
    }

    private Account require(String account) {
        return rows.find(account).orElseThrow(() -> Refusal.unknown("people.unknownAccount", "没有账号“" + account + "”。"));
    }

    static void requireAdministrator(Actors actors) {
        if (!actors.current().has(Role.ADMIN.code())) {
            throw Refusal.forbidden("people.administratorOnly", "只有系统管理员可以查看和维护人员与账号。");
        }
    }
}
