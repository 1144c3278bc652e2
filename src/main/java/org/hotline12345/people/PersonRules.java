package org.hotline12345.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.springframework.stereotype.Component;

/** What an account must look like, said field by field. */
@Component
class PersonRules {

    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9][a-z0-9-]{1,63}");
    private static final Pattern PHONE = Pattern.compile("[0-9+() -]{5,30}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>\"',;]{1,64}@[A-Za-z0-9.-]{1,55}");
    private static final int NAME_CHARS = 30;
    private static final String SECTION = "section-";

    private final RoleGroups groups;

    PersonRules(RoleGroups groups) {
        this.groups = groups;
    }

    /**
     * @param known whether there is, or will be, a unit with this code
     * @param teams groups of special desks and expert teams
     * @param kept groups the person holds already, of a unit other than the own
     */
    List<PersonProblem> problems(PersonRow row, Predicate<String> known, Set<String> teams, Set<String> kept) {
        List<PersonProblem> problems = new ArrayList<>();
        name(row.name(), problems);
        if (row.phone() != null && !PHONE.matcher(row.phone()).matches()) {
            problems.add(new PersonProblem("phone", "办公电话只能用数字、空格、括号、加号和连字符，5至30位。"));
        }
        if (row.email() != null && !EMAIL.matcher(row.email()).matches()) {
            problems.add(new PersonProblem("email", "电子邮箱格式不正确，应形如 name@example.cn。"));
        }
        boolean unitKnown = row.unit() == null || known.test(row.unit());
        if (!unitKnown) {
            problems.add(new PersonProblem("unit", "没有代码为“" + row.unit() + "”的承办单位。"));
        }
        if (row.roles().isEmpty() && row.active()) {
            problems.add(new PersonProblem("roles", "至少填写一个角色；暂不使用的账号请设为停用。"));
        }
        row.roles().stream().sorted().forEach(role -> role(role, row, unitKnown, teams, kept, problems));
        boolean worksInUnit = row.roles().stream().anyMatch(role -> role.startsWith(SECTION)
                || Role.find(role).filter(Role::inUnit).isPresent());
        if (row.unit() != null && !worksInUnit && row.active() && !row.roles().isEmpty()) {
            problems.add(new PersonProblem("roles", "属于承办单位的人员至少有一个单位角色（经办员、审签领导或科室）。"));
        }
        return problems;
    }

    private void role(String role, PersonRow row, boolean unitKnown, Set<String> teams, Set<String> kept, List<PersonProblem> problems) {
        boolean inUnit = role.startsWith(SECTION) || Role.find(role).filter(Role::inUnit).isPresent();
        if (inUnit && row.unit() == null) {
            problems.add(new PersonProblem("roles", "角色“" + role + "”是承办单位的角色，请先填写所属单位。"));
        } else if (RoleGroups.isTeam(role) ? !teams.contains(role)
                : !kept.contains(role) && unitKnown && groups.groupOf(role, row.unit()).isEmpty()) {
            problems.add(new PersonProblem("roles", "没有名为“" + role + "”的角色。"));
        }
    }

    /** Checked for new accounts only: those there are keep the id they have. */
    static List<PersonProblem> newAccount(String account) {
        return account != null && ACCOUNT.matcher(account).matches() ? List.of() : List.of(new PersonProblem("account",
                "账号以小写字母或数字开头，只含小写字母、数字和连字符，2至64个字符。"));
    }

    private static void name(String name, List<PersonProblem> problems) {
        try {
            Texts.required("姓名", name, NAME_CHARS);
        } catch (Refusal refused) {
            problems.add(new PersonProblem("name", refused.getMessage()));
        }
    }

    /** Roles in one hand that check each other; a warning, not a problem. */
    static List<String> conflicts(Set<String> roles) {
        return Role.CONFLICTS.stream().filter(conflict -> roles.contains(conflict.one().code()) && roles.contains(conflict.other().code()))
                .map(Role.Conflict::why).toList();
    }
}
