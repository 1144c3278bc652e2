package org.hotline12345.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What administrators do to accounts, one person at a time; every act is kept with its reason. */
@Component
public class AccountActs {

    private static final int REASON_CHARS = 300;

    private final AccountRows rows;
    private final PersonRules rules;
    private final Keeping keeping;
    private final Units units;
    private final Jurisdictions jurisdictions;
    private final Actors actors;

    AccountActs(AccountRows rows, PersonRules rules, Keeping keeping, Units units, Jurisdictions jurisdictions, Actors actors) {
        this.rows = rows;
        this.rules = rules;
        this.keeping = keeping;
        this.units = units;
        this.jurisdictions = jurisdictions;
        this.actors = actors;
    }

    /**
     * What came of an act.
     *
     * @param password one-time password, said this once and kept nowhere in clear, or null
     * @param handedOver what became of the person's work, or null where it stays
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outcome(String account, String password, HandOver.Done handedOver) {
    }

    /**
     * Somebody new, with a one-time password.
     *
     * @param jurisdiction code of the hotline, or null for the default one
     */
    @Transactional
    public Outcome create(PersonRow given, String jurisdiction, String reason) {
        Directory.requireAdministrator(actors);
        String city = jurisdictions.require(jurisdiction).code();
        PersonRow row = People.coded(given);
        List<PersonProblem> problems = new ArrayList<>(PersonRules.newAccount(row.account()));
        if (rows.find(row.account()).isPresent()) {
            problems.add(new PersonProblem("account", "账号“" + row.account() + "”已经有了，离岗人员的账号也不能再用；请换一个。"));
        }
        problems.addAll(rules.problems(row, known(city), rows.teams().keySet(), Set.of()));
        refuse(problems);
        keeping.create(row, city, optional(reason));
        return new Outcome(row.account(), keeping.reset(row.account(), null), null);
    }

    /**
     * Makes the account what the row says; whoever changes unit or loses a role hands over the work of it. Whether it is
     * locked is not changed here.
     *
     * @param colleague account that takes the work, or null for the queue
     * @param reason needed where the unit changes
     */
    @Transactional
    public Outcome change(PersonRow given, String colleague, String reason) {
        Directory.requireAdministrator(actors);
        Account before = keeping.require(given.account());
        PersonRow coded = People.coded(given);
        PersonRow row = new PersonRow(coded.account(), coded.name(), coded.unit(), coded.roles(), coded.phone(), coded.email(),
                before.state() == Account.State.ACTIVE);
        refuse(rules.problems(row, before.jurisdiction() == null ? code -> units.find(code).isPresent() : known(before.jurisdiction()),
                rows.teams().keySet(), rows.groupsOf(row.account())));
        boolean moves = !java.util.Objects.equals(before.unit(), row.unit());
        return new Outcome(row.account(), null, keeping.change(row, able(colleague, row.account()), moves ? required(reason) : optional(reason)));
    }

    /** Nothing opens any more, from this moment on; the work goes to the colleague or the queue. */
    @Transactional
    public Outcome lock(String account, String colleague, String reason) {
        requireOther(account, "锁定");
        return new Outcome(account, null, keeping.lock(account, able(colleague, account), required(reason)));
    }

    @Transactional
    public Outcome unlock(String account, String reason) {
        Directory.requireAdministrator(actors);
        keeping.unlock(account, required(reason));
        return new Outcome(account, null, null);
    }

    /** The person leaves for good. */
    @Transactional
    public Outcome leave(String account, String colleague, String reason) {
        requireOther(account, "办理离岗");
        return new Outcome(account, null, keeping.leave(account, able(colleague, account), required(reason)));
    }

    /** A one-time password; whoever is signed in as the person is signed out. */
    @Transactional
    public Outcome reset(String account, String reason) {
        Directory.requireAdministrator(actors);
        return new Outcome(account, keeping.reset(account, required(reason)), null);
    }

    /** Ends every session of the person, on every node. */
    @Transactional
    public Outcome signOut(String account, String reason) {
        Directory.requireAdministrator(actors);
        keeping.signOut(account, required(reason));
        return new Outcome(account, null, null);
    }

    /** A person with the one-time password just made. */
    public record First(String account, String name, String unitName, String password) {
    }

    /**
     * One-time passwords for everybody of a hotline who has none yet; a second call finds nobody. They are in the answer and
     * nowhere else.
     */
    @Transactional
    public List<First> firstPasswords(String jurisdiction) {
        Directory.requireAdministrator(actors);
        String city = jurisdictions.require(jurisdiction).code();
        return rows.list(" where a.password_state = 'none' and a.subject is null and a.state = 'active' and (a.jurisdiction = :city or a.jurisdiction is null)",
                Map.of("city", city), "a.account", Integer.MAX_VALUE, 0).stream().map(account -> new First(account.account(), account.name(),
                units.find(account.unit()).map(Unit::name).orElse("热线中心"), keeping.reset(account.account(), null))).toList();
    }

    private java.util.function.Predicate<String> known(String jurisdiction) {
        return code -> units.find(code).map(Unit::jurisdiction).filter(jurisdiction::equals).isPresent();
    }

    private static void refuse(List<PersonProblem> problems) {
        if (!problems.isEmpty()) {
            throw Refusal.invalid("people.badRow", problems.get(0).message()).at(problems.get(0).field());
        }
    }

    private void requireOther(String account, String what) {
        Directory.requireAdministrator(actors);
        if (actors.current().id().equals(account)) {
            throw Refusal.rule("people.notYourself", "不能给自己" + what + "，请由另一名系统管理员办理。");
        }
    }

    private Account able(String colleague, String account) {
        if (colleague == null || colleague.isBlank()) {
            return null;
        }
        return rows.find(colleague.strip()).filter(found -> found.state() == Account.State.ACTIVE && !found.account().equals(account))
                .orElseThrow(() -> Refusal.invalid("people.unknownColleague", "没有可以接办的账号“" + colleague + "”，请重新选择。").at("colleague"));
    }

    private static String required(String reason) {
        return Texts.required("原因", reason, REASON_CHARS);
    }

    private static String optional(String reason) {
        return Texts.optional("原因", reason, REASON_CHARS);
    }
}
