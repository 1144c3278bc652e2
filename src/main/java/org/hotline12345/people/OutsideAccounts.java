package org.hotline12345.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hotline12345.common.OutsidePeople;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds or makes the account of somebody whom the identity provider vouches for, and keeps the roles that its groups mean. */
@Component
class OutsideAccounts implements OutsidePeople {

    private static final String REASON = "统一身份认证登录";

    private final AccountRows rows;
    private final Keeping keeping;
    private final RoleGroups groups;
    private final OutsideGroups table;
    private final Jurisdictions jurisdictions;

    OutsideAccounts(AccountRows rows, Keeping keeping, RoleGroups groups, OutsideGroups table, Jurisdictions jurisdictions) {
        this.rows = rows;
        this.keeping = keeping;
        this.groups = groups;
        this.table = table;
        this.jurisdictions = jurisdictions;
    }

    @Override
    @Transactional
    public String accountOf(Claims claims) {
        List<OutsideGroups.Line> meant = table.all().stream().filter(line -> claims.groups().contains(line.group())).toList();
        Optional<Account> linked = rows.bySubject(claims.subject());
        Account account = linked.orElseGet(() -> linkOrCreate(claims, meant));
        if (account.state() != Account.State.ACTIVE) {
            throw Refusal.rule("people.notActive", "账号" + account.account() + account.state().label + "。");
        }
        if (linked.isPresent() || !meant.isEmpty()) {
            follow(account, meant);
        }
        return account.account();
    }

    /**
     * An account of the same name that waits for its first sign-in belongs to whoever comes first from the provider, once for
     * all. One whose holder has a password here is not given away: names at a provider need not be unique.
     */
    private Account linkOrCreate(Claims claims, List<OutsideGroups.Line> meant) {
        String id = claims.account() == null ? "" : claims.account().toLowerCase();
        Optional<Account> known = rows.find(id);
        if (known.isPresent() && known.get().password() == Account.Password.NONE && rows.subjectOf(id) == null) {
            rows.link(id, claims.subject());
            return known.get();
        }
        if (known.isPresent() || !claims.mayCreate() || groupsOf(meant).isEmpty() || !PersonRules.newAccount(id).isEmpty()) {
            throw Refusal.forbidden("people.notKnownOutside", "统一身份认证中的身份在这里没有账号，请联系系统管理员。");
        }
        String unit = groups.unitOf(groupsOf(meant));
        Account made = keeping.create(new PersonRow(id, claims.name() == null || claims.name().isBlank() ? id : claims.name(), unit,
                groups.rolesOf(groupsOf(meant), unit), null, null, true), jurisdictions.defaultCode(), REASON);
        rows.link(id, claims.subject());
        return made;
    }

    /** Roles the table speaks of follow the provider; all others stay as administrators have set them. */
    private void follow(Account account, List<OutsideGroups.Line> meant) {
        Set<String> spokenOf = table.all().stream().flatMap(line -> table.spokenOf(line).stream()).collect(Collectors.toSet());
        Set<String> held = rows.groupsOf(account.account());
        Set<String> wanted = new TreeSet<>(held);
        wanted.removeAll(spokenOf);
        wanted.addAll(groupsOf(meant));
        if (!wanted.equals(new TreeSet<>(held))) {
            String unit = groups.unitOf(wanted);
            keeping.change(new PersonRow(account.account(), account.name(), unit, groups.rolesOf(wanted, unit), account.phone(),
                    account.email(), true), REASON);
        }
    }

    private Set<String> groupsOf(List<OutsideGroups.Line> meant) {
        return meant.stream().map(table::groupOf).flatMap(Optional::stream).collect(Collectors.toSet());
    }
}
