package org.hotline12345.people;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists of people in and out: what an import of a city's people checks and does. */
@Component("peopleLists")
public class People {

    private final AccountRows rows;
    private final RoleGroups groups;
    private final PersonRules rules;
    private final Keeping keeping;
    private final Units units;

    People(AccountRows rows, RoleGroups groups, PersonRules rules, Keeping keeping, Units units) {
        this.rows = rows;
        this.groups = groups;
        this.rules = rules;
        this.keeping = keeping;
        this.units = units;
    }

    /**
     * What an import did.
     *
     * @param waiting accounts that have no password yet, in this hotline: an administrator fetches one-time passwords for them
     */
    public record Applied(int created, int changed, int unchanged, int waiting) {
    }

    /** Everybody of a hotline and of the whole system who has not left, by account. */
    @Transactional(readOnly = true)
    public List<PersonRow> current(String jurisdiction) {
        List<Account> accounts = rows.current(jurisdiction);
        Map<String, Set<String>> held = rows.groupsOf(accounts.stream().map(Account::account).toList());
        return accounts.stream().map(account -> row(account, held.getOrDefault(account.account(), Set.of()))).toList();
    }

    private PersonRow row(Account account, Set<String> held) {
        return new PersonRow(account.account(), account.name(), account.unit(), groups.rolesOf(held, account.unit()),
                account.phone(), account.email(), account.state() == Account.State.ACTIVE);
    }

    /** As {@link #check(String, List, Predicate)}, of one row, with the units there are. */
    public List<PersonProblem> check(String jurisdiction, PersonRow row) {
        return check(jurisdiction, List.of(row), code -> false).get(0);
    }

    /**
     * What is wrong with each row, in their order; nothing is stored. Codes of roles may be given as Chinese names.
     *
     * @param jurisdiction whose people they are
     * @param coming units that come in with the same import and are not there yet
     */
    @Transactional(readOnly = true)
    public List<List<PersonProblem>> check(String jurisdiction, List<PersonRow> people, Predicate<String> coming) {
        Map<String, Account> known = rows.all();
        Map<String, Set<String>> held = rows.groupsOf(people.stream().map(PersonRow::account).filter(Objects::nonNull).toList());
        Set<String> teams = rows.teams().keySet();
        Predicate<String> unitKnown = code -> coming.test(code)
                || units.find(code).map(Unit::jurisdiction).filter(jurisdiction::equals).isPresent();
        Set<String> seen = new HashSet<>();
        return people.stream().map(row -> {
            Account before = known.get(row.account());
            List<PersonProblem> problems = new ArrayList<>(before == null ? PersonRules.newAccount(row.account()) : List.of());
            if (row.account() != null && !seen.add(row.account())) {
                problems.add(new PersonProblem("account", "账号“" + row.account() + "”出现了不止一次。"));
            }
            if (before != null && before.state() == Account.State.LEFT) {
                problems.add(new PersonProblem("account", "账号“" + row.account() + "”的人员已离岗，账号不能再用；请另设账号。"));
            }
            if (before != null && before.jurisdiction() != null && !before.jurisdiction().equals(jurisdiction)) {
                problems.add(new PersonProblem("account", "账号“" + row.account() + "”属于另一热线区域，请另设账号。"));
            }
            problems.addAll(rules.problems(coded(row), unitKnown, teams, held.getOrDefault(row.account(), Set.of())));
            return List.copyOf(problems);
        }).toList();
    }

    /**
     * Creates who is not there and changes who differs; people missing from the list stay as they are. New accounts have no
     * password that anybody knows. Repeating it changes nothing. Whoever loses a unit hands the open tasks back to it.
     *
     * @throws Refusal INVALID {@code people.badRow} when a row has problems; nothing is stored then
     */
    @Transactional
    public Applied apply(String jurisdiction, List<PersonRow> people, String reason) {
        List<List<PersonProblem>> problems = check(jurisdiction, people, code -> false);
        for (int i = 0; i < people.size(); i++) {
            if (!problems.get(i).isEmpty()) {
                throw Refusal.invalid("people.badRow", "第" + (i + 1) + "人（" + people.get(i).account() + "）："
                        + problems.get(i).get(0).message());
            }
        }
        Map<String, Account> known = rows.all();
        Map<String, Set<String>> held = rows.groupsOf(people.stream().map(PersonRow::account).toList());
        int created = 0;
        int changed = 0;
        for (PersonRow given : people) {
            PersonRow row = coded(given);
            Account before = known.get(row.account());
            if (before == null) {
                keeping.create(row, jurisdiction, reason);
                created++;
            } else if (!row(before, held.getOrDefault(row.account(), Set.of())).equals(row)) {
                keeping.change(row, reason);
                changed++;
            }
        }
        return new Applied(created, changed, people.size() - created - changed, keeping.waiting(jurisdiction));
    }

    /** Roles as codes, empty texts as nothing. */
    public static PersonRow coded(PersonRow row) {
        Set<String> roles = new HashSet<>();
        row.roles().forEach(role -> roles.add(Role.find(role.strip()).map(Role::code).orElse(role.strip())));
        return new PersonRow(row.account(), row.name() == null ? null : row.name().strip(), blank(row.unit()), roles,
                blank(row.phone()), blank(row.email()), row.active());
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
