package org.hotline12345.platform.security;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;

/** What a password must be. The texts are shown as they are: in our refusals and on the pages of the Admin webapp. */
class PasswordRules implements PasswordPolicy {

    private static final int MIN_LENGTH = 10;
    private static final int MIN_CLASSES = 3;

    private static final List<PasswordPolicyRule> RULES = List.of(
            new Rule("密码至少 " + MIN_LENGTH + " 个字符", (password, user) -> password.length() >= MIN_LENGTH),
            new Rule("大写字母、小写字母、数字、其他符号中至少包含三类", (password, user) -> classesOf(password) >= MIN_CLASSES),
            new Rule("密码不得包含账号名", (password, user) -> user == null || user.getId() == null
                    || !password.toLowerCase().contains(user.getId().toLowerCase())));

    @Override
    public List<PasswordPolicyRule> getRules() {
        return RULES;
    }

    /** All rules in one sentence. */
    static String text() {
        return String.join("；", RULES.stream().map(PasswordPolicyRule::getPlaceholder).toList());
    }

    private static long classesOf(String password) {
        return password.codePoints().mapToObj(c -> Character.isUpperCase(c) ? "upper"
                : Character.isLowerCase(c) ? "lower" : Character.isDigit(c) ? "digit" : "other").distinct().count();
    }

    private record Rule(String text, BiPredicate<String, User> holds) implements PasswordPolicyRule {

        @Override
        public String getPlaceholder() {
            return text;
        }

        @Override
        public Map<String, String> getParameters() {
            return Map.of();
        }

        @Override
        public boolean execute(String password) {
            return execute(password, null);
        }

        @Override
        public boolean execute(String password, User user) {
            return password != null && holds.test(password, user);
        }
    }
}
