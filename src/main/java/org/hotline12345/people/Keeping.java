package org.hotline12345.people;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.people.Account.Password;
import org.hotline12345.people.Account.State;
import org.hotline12345.people.Changes.Act;
import org.springframework.stereotype.Component;

/** Writes accounts in both places, the engine's and ours, with what follows from it; whoever calls has judged who may. */
@Component
class Keeping {

    /** A one-time password nobody has used is worth nothing after this. */
    static final Duration ONCE_GOOD_FOR = Duration.ofDays(7);

    private final AccountRows rows;
    private final AccountBook book;
    private final RoleGroups groups;
    private final HandOver handOver;
    private final Changes changes;
    private final Passwords passwords;
    private final Units units;
    private final Clock clock;

    Keeping(AccountRows rows, AccountBook book, RoleGroups groups, HandOver handOver, Changes changes, Passwords passwords, Units units,
            Clock clock) {
        this.rows = rows;
        this.book = book;
        this.groups = groups;
        this.handOver = handOver;
        this.changes = changes;
        this.passwords = passwords;
        this.units = units;
        this.clock = clock;
    }

    /** An account without a password anybody knows. */
    Account create(PersonRow row, String jurisdiction, String reason) {
        long now = clock.millis();
        Account account = new Account(row.account(), row.name(), row.unit() == null ? jurisdiction
                : units.find(row.unit()).map(Unit::jurisdiction).orElse(jurisdiction), row.unit(), row.phone(), row.email(),
                row.active() ? State.ACTIVE : State.LOCKED, Password.NONE, now, null, now, null);
        book.create(row.account(), row.name(), passwords.once());
        rows.insert(account);
        book.setGroups(row.account(), Set.of(), wanted(row), names(row.unit()));
        changes.keep(account, Act.CREATED, "姓名：" + row.name() + "；单位：" + unitName(row.unit()) + "；角色：" + labels(row.roles(), row.unit()), reason);
        return account;
    }

    HandOver.Done change(PersonRow row, String reason) {
        return change(row, null, reason);
    }

    /**
     * Makes the account what the row says. Who changes unit, loses a role or is locked hands over the work of it.
     *
     * @param colleague who takes the work, or null for the queue
     */
    HandOver.Done change(PersonRow row, Account colleague, String reason) {
        Account before = require(row.account());
        requireNotLeft(before);
        Set<String> held = rows.groupsOf(row.account());
        Set<String> wanted = wanted(row);
        boolean locks = before.state() == State.ACTIVE && !row.active();
        boolean unlocks = before.state() == State.LOCKED && row.active();
        boolean moves = !Objects.equals(before.unit(), row.unit());
        HandOver.Done done = null;
        if (locks || !wanted.containsAll(held)) {
            done = handOver.carryOut(before, held, locks ? Set.of() : wanted, colleague, reason == null ? "人员调整" : reason);
        }
        Account after = new Account(before.account(), row.name(), row.unit() == null ? before.jurisdiction()
                : units.find(row.unit()).map(Unit::jurisdiction).orElse(before.jurisdiction()), row.unit(), row.phone(), row.email(),
                row.active() ? State.ACTIVE : State.LOCKED, before.password(), before.passwordAt(), before.passwordUntil(),
                locks || unlocks ? nextSession(before) : before.sessionsSince(), before.signedInAt());
        if (!before.name().equals(after.name())) {
            book.rename(after.account(), after.name());
        }
        book.setGroups(row.account(), held, wanted, names(row.unit()));
        rows.update(before, after);
        requireAdministrator(held);
        String words = differences(before, after, groups.rolesOf(held, before.unit()), row.roles()) + (done == null ? "" : "；" + HandOver.words(done));
        changes.keep(after, locks ? Act.LOCKED : unlocks ? Act.UNLOCKED : moves ? Act.MOVED : Act.CHANGED, words, reason);
        return done;
    }

    /** Roles stay as they are, for the day it is opened again. */
    HandOver.Done lock(String id, Account colleague, String reason) {
        Account before = require(id);
        if (before.state() != State.ACTIVE) {
            throw Refusal.rule("people.notActive", "“" + before.name() + "”的账号" + before.state().label + "，不用再锁定。");
        }
        Set<String> held = rows.groupsOf(id);
        HandOver.Done done = handOver.carryOut(before, held, Set.of(), colleague, reason);
        rows.update(before, with(before, State.LOCKED, before.password(), before.passwordUntil()));
        requireAdministrator(held);
        changes.keep(before, Act.LOCKED, HandOver.words(done), reason);
        return done;
    }

    void unlock(String id, String reason) {
        Account before = require(id);
        if (before.state() != State.LOCKED) {
            throw Refusal.rule("people.notLocked", "“" + before.name() + "”的账号" + before.state().label + "，不能解锁。");
        }
        rows.update(before, with(before, State.ACTIVE, before.password(), before.passwordUntil()));
        changes.keep(before, Act.UNLOCKED, null, reason);
    }

    /** Leaves for good: no rights, no sessions, no way back; the name stays in the history. */
    HandOver.Done leave(String id, Account colleague, String reason) {
        Account before = require(id);
        requireNotLeft(before);
        Set<String> held = rows.groupsOf(id);
        HandOver.Done done = handOver.carryOut(before, held, Set.of(), colleague, reason);
        book.setGroups(id, held, Set.of(), Map.of());
        Account after = with(before, State.LEFT, Password.NONE, null);
        rows.update(before, after);
        requireAdministrator(held);
        changes.keep(after, Act.LEFT, "原单位：" + unitName(before.unit()) + "；原角色：" + labels(groups.rolesOf(held, before.unit()), before.unit())
                + "；" + HandOver.words(done), reason);
        return done;
    }

    /** @return a password good for one sign-in within {@link #ONCE_GOOD_FOR}; nothing keeps it in clear */
    String reset(String id, String reason) {
        Account before = require(id);
        requireNotLeft(before);
        String password = passwords.once();
        book.setPassword(id, password);
        rows.update(before, with(before, before.state(), Password.ONCE, clock.millis() + ONCE_GOOD_FOR.toMillis()));
        changes.keep(before, Act.RESET, before.password() == Password.NONE ? "发放首个一次性密码" : "发放一次性密码，已打开的会话全部退出", reason);
        return password;
    }

    void signOut(String id, String reason) {
        Account before = require(id);
        rows.update(before, with(before, before.state(), before.password(), before.passwordUntil()));
        changes.keep(before, Act.SIGNED_OUT, "已打开的会话全部退出", reason);
    }

    /** The person's own password, judged by the rules before. */
    void ownPassword(Account before, String password) {
        book.setPassword(before.account(), password);
        rows.update(before, with(before, before.state(), Password.OWN, null));
        changes.keep(before, Act.PASSWORD, null, null);
    }

    /** Accounts in use that wait for their first password. */
    int waiting(String jurisdiction) {
        return rows.count(" where a.password_state = 'none' and a.subject is null and a.state = 'active' and (a.jurisdiction = :jurisdiction or a.jurisdiction is null)",
                Map.of("jurisdiction", jurisdiction));
    }

    Account require(String id) {
        return rows.lock(id).orElseThrow(() -> Refusal.unknown("people.unknownAccount", "没有账号“" + id + "”。"));
    }

    private static void requireNotLeft(Account account) {
        if (account.state() == State.LEFT) {
            throw Refusal.rule("people.hasLeft", "“" + account.name() + "”已离岗，账号不能再修改或使用；返岗请另设账号。");
        }
    }

    /** Asked after the act, where it may have been an administrator's last. */
    private void requireAdministrator(Set<String> held) {
        if (held.contains(Role.ADMIN.code()) && rows.administrators().isEmpty()) {
            throw Refusal.rule("people.lastAdministrator", "这是最后一个可用的系统管理员账号，不能锁定、离岗或取消该角色；请先设另一名系统管理员。");
        }
    }

    private Account with(Account a, State state, Password password, Long until) {
        return new Account(a.account(), a.name(), a.jurisdiction(), a.unit(), a.phone(), a.email(), state, password,
                password == a.password() ? a.passwordAt() : clock.millis(), until, nextSession(a), a.signedInAt());
    }

    private long nextSession(Account account) {
        return Math.max(clock.millis(), account.sessionsSince() + 1);
    }

    private Set<String> wanted(PersonRow row) {
        Set<String> wanted = new HashSet<>();
        row.roles().forEach(role -> wanted.add(groups.groupOf(role, row.unit()).orElse(role)));
        return wanted;
    }

    private Map<String, String> names(String unit) {
        Map<String, String> names = new HashMap<>(rows.teams());
        names.putAll(groups.names(unit));
        return names;
    }

    private String labels(Set<String> roles, String unit) {
        Map<String, String> teams = rows.teams();
        return roles.isEmpty() ? "无" : String.join("、", roles.stream().sorted().map(role -> groups.label(role, unit, teams)).toList());
    }

    private String unitName(String unit) {
        return unit == null ? "热线中心" : units.find(unit).map(Unit::name).orElse(unit);
    }

    private String differences(Account before, Account after, Set<String> had, Set<String> has) {
        List<String> words = new ArrayList<>();
        difference(words, "姓名", before.name(), after.name());
        difference(words, "单位", unitName(before.unit()), unitName(after.unit()));
        difference(words, "角色", labels(had, before.unit()), labels(has, after.unit()));
        difference(words, "办公电话", before.phone(), after.phone());
        difference(words, "电子邮箱", before.email(), after.email());
        difference(words, "状态", before.state().label, after.state().label);
        return words.isEmpty() ? "没有变化" : String.join("；", words);
    }

    private static void difference(List<String> words, String what, String before, String after) {
        if (!Objects.equals(before, after)) {
            words.add(what + "由“" + Objects.toString(before, "") + "”改为“" + Objects.toString(after, "") + "”");
        }
    }
}
