package org.hotline12345.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes accounts, and what people were called when. Memberships are read where the engine keeps them. */
@Component
class AccountRows {

    private static final String COLUMNS = "select a.account, a.name, a.jurisdiction, a.unit, a.phone, a.email, a.state, "
            + "a.password_state, a.password_at, a.password_until, a.sessions_since, a.signed_in_at from people_account a";
    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    AccountRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Account> find(String account) {
        return jdbc.sql(COLUMNS + " where a.account = :account").param("account", account).query(AccountRows::read).optional();
    }

    /** The account of somebody of the identity provider. */
    Optional<Account> bySubject(String subject) {
        return jdbc.sql(COLUMNS + " where a.subject = :subject").param("subject", subject).query(AccountRows::read).optional();
    }

    /** Whose account it is at the identity provider, or null. */
    String subjectOf(String account) {
        return jdbc.sql("select subject from people_account where account = :account and subject is not null").param("account", account)
                .query(String.class).optional().orElse(null);
    }

    void link(String account, String subject) {
        jdbc.sql("update people_account set subject = :subject where account = :account").param("subject", subject).param("account", account).update();
    }

    /** The account for a change: two administrators come one after the other. */
    Optional<Account> lock(String account) {
        return jdbc.sql(COLUMNS + " where a.account = :account for update").param("account", account).query(AccountRows::read).optional();
    }

    /** Accounts of a hotline and of the whole system, those who left not among them. */
    List<Account> current(String jurisdiction) {
        return jdbc.sql(COLUMNS + " where (a.jurisdiction = :jurisdiction or a.jurisdiction is null) and a.state <> 'left' order by a.account")
                .param("jurisdiction", jurisdiction).query(AccountRows::read).list();
    }

    /** A page of accounts that meet the conditions. */
    List<Account> list(String where, Map<String, ?> params, String order, int limit, long offset) {
        return jdbc.sql(COLUMNS + where + " order by " + order + " limit :limit offset :offset").params(params)
                .param("limit", limit).param("offset", offset).query(AccountRows::read).list();
    }

    int count(String where, Map<String, ?> params) {
        return jdbc.sql("select count(*) from people_account a" + where).params(params).query(Integer.class).single();
    }

    Map<String, Account> all() {
        Map<String, Account> all = new HashMap<>();
        jdbc.sql(COLUMNS).query(AccountRows::read).list().forEach(account -> all.put(account.account(), account));
        return all;
    }

    void insert(Account a) {
        long now = clock.millis();
        jdbc.sql("insert into people_account (account, name, jurisdiction, unit, phone, email, state, password_state, password_at, "
                + "password_until, sessions_since, created_at, changed_at) values (:account, :name, :jurisdiction, :unit, :phone, "
                + ":email, :state, :password, :passwordAt, :passwordUntil, :since, :now, :now)").params(values(a)).param("now", now).update();
        named(a, 0);
    }

    /** Stores it; a new name or unit is kept beside the old ones. */
    void update(Account before, Account a) {
        jdbc.sql("update people_account set name = :name, jurisdiction = :jurisdiction, unit = :unit, phone = :phone, email = :email, "
                + "state = :state, password_state = :password, password_at = :passwordAt, password_until = :passwordUntil, "
                + "sessions_since = :since, changed_at = :now where account = :account").params(values(a)).param("now", clock.millis()).update();
        if (!before.name().equals(a.name()) || !java.util.Objects.equals(before.unit(), a.unit())) {
            named(a, clock.millis());
        }
    }

    private void named(Account a, long since) {
        int changed = jdbc.sql("update people_name set name = :name, unit = :unit where account = :account and since = :since")
                .param("name", a.name()).param("unit", a.unit()).param("account", a.account()).param("since", since).update();
        if (changed == 0) {
            jdbc.sql("insert into people_name (account, since, name, unit) values (:account, :since, :name, :unit)")
                    .param("name", a.name()).param("unit", a.unit()).param("account", a.account()).param("since", since).update();
        }
    }

    void signedIn(String account) {
        jdbc.sql("update people_account set signed_in_at = :now where account = :account")
                .param("now", clock.millis()).param("account", account).update();
    }

    /** How many accounts in use hold each role or team; whoever works in any unit counts as clerk, leads one as leader. */
    Map<String, Integer> holders() {
        Map<String, Integer> holders = new HashMap<>();
        jdbc.sql("select g, count(distinct who) from (select case when m.GROUP_ID_ like 'unit-%' then 'clerk' when m.GROUP_ID_ like 'leader-%' "
                + "then 'leader' else m.GROUP_ID_ end as g, a.account as who from ACT_ID_MEMBERSHIP m join people_account a "
                + "on a.account = m.USER_ID_ where a.state = 'active') held group by g")
                .query(row -> { holders.put(row.getString(1), row.getInt(2)); });
        return holders;
    }

    /** Accounts the engine knows and this room does not: made by the demo, or with the first administrator. */
    List<String[]> strangers() {
        return jdbc.sql("select u.ID_, u.FIRST_, u.LAST_ from ACT_ID_USER u where not exists "
                        + "(select 1 from people_account a where a.account = u.ID_) order by u.ID_")
                .query((row, n) -> new String[] {row.getString(1), row.getString(2), row.getString(3)}).list();
    }

    /** Groups each of them is a member of. */
    Map<String, Set<String>> groupsOf(Collection<String> accounts) {
        Map<String, Set<String>> groups = new HashMap<>();
        List<String> all = List.copyOf(accounts);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            jdbc.sql("select USER_ID_, GROUP_ID_ from ACT_ID_MEMBERSHIP where USER_ID_ in (:accounts)")
                    .param("accounts", all.subList(from, Math.min(all.size(), from + AT_ONCE)))
                    .query(row -> { groups.computeIfAbsent(row.getString(1), unused -> new TreeSet<>()).add(row.getString(2)); });
        }
        return groups;
    }

    Set<String> groupsOf(String account) {
        return groupsOf(List.of(account)).getOrDefault(account, Set.of());
    }

    /** Names of the groups of special desks and expert teams. */
    Map<String, String> teams() {
        Map<String, String> teams = new HashMap<>();
        jdbc.sql("select ID_, NAME_ from ACT_ID_GROUP where ID_ like 'desk-%' or ID_ like 'expert-%'")
                .query(row -> { teams.put(row.getString(1), row.getString(2)); });
        return teams;
    }

    /** Administrators who may sign in; their rows are locked, so that two of them cannot take each other's right away at once. */
    List<String> administrators() {
        return jdbc.sql("select a.account from people_account a where a.state = 'active' and a.account in "
                + "(select m.USER_ID_ from ACT_ID_MEMBERSHIP m where m.GROUP_ID_ = 'camunda-admin') order by a.account for update")
                .query(String.class).list();
    }

    /** Accounts in use that hold a group. */
    int holders(String group) {
        return jdbc.sql("select count(*) from people_account a join ACT_ID_MEMBERSHIP m on m.USER_ID_ = a.account "
                + "where m.GROUP_ID_ = :group and a.state = 'active'").param("group", group).query(Integer.class).single();
    }

    private static Map<String, Object> values(Account a) {
        Map<String, Object> values = new HashMap<>();
        values.put("account", a.account());
        values.put("name", a.name());
        values.put("jurisdiction", a.jurisdiction());
        values.put("unit", a.unit());
        values.put("phone", a.phone());
        values.put("email", a.email());
        values.put("state", a.state().code);
        values.put("password", a.password().code);
        values.put("passwordAt", a.passwordAt());
        values.put("passwordUntil", a.passwordUntil());
        values.put("since", a.sessionsSince());
        return values;
    }

    private static Account read(ResultSet row, int n) throws SQLException {
        return new Account(row.getString("account"), row.getString("name"), row.getString("jurisdiction"), row.getString("unit"),
                row.getString("phone"), row.getString("email"), Account.State.of(row.getString("state")),
                Account.Password.of(row.getString("password_state")), row.getLong("password_at"),
                row.getObject("password_until", Long.class), row.getLong("sessions_since"), row.getObject("signed_in_at", Long.class));
    }
}
