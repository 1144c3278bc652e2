package org.hotline12345.platform.security;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine's English refusals that a person can meet in the webapps, said in Chinese; names and values stay as they are. */
final class EngineSentences {

    private record Sentence(Pattern english, int status, String code, String chinese) {

        static Sentence of(String english, int status, String code, String chinese) {
            return new Sentence(Pattern.compile(english, Pattern.DOTALL), status, "platform." + code, chinese);
        }
    }

    private static final String SOMETHING = "请求的内容不符合要求，没有执行。请核对所填内容后再试，或联系系统管理员。";

    private static final List<Sentence> SENTENCES = List.of(
            Sentence.of("The user already exists", 409, "userExists", "用户编号已被使用，请换一个编号。"),
            Sentence.of("The group already exists", 409, "groupExists", "用户组编号已被使用，请换一个编号。"),
            Sentence.of("The tenant already exists", 409, "tenantExists", "租户编号已被使用，请换一个编号。"),
            Sentence.of("has an invalid id: '(?<a>[^']*)'", 400, "invalidId", "编号“${a}”不符合要求，请使用字母、数字和连字符。"),
            Sentence.of("authenticated user password is not valid", 400, "wrongOwnPassword", "您自己的密码不正确，请重新输入。"),
            Sentence.of("The permission '(?<a>[^']*)' is not valid for", 400, "wrongPermission", "权限“${a}”不适用于这类资源，请重新选择。"),
            Sentence.of("ACT_UNIQ_AUTH_", 409, "authorizationExists", "同一用户或用户组对同一资源已有授权，请直接修改已有的授权。"),
            Sentence.of("Cannot set query parameter '(?<a>[^']*)' to value '(?<b>[^']*)'", 400, "wrongQuery",
                    "查询条件“${a}”的值“${b}”不正确，请修改后再查询。"),
            Sentence.of("comparator specified: (?<a>\\S+)", 400, "wrongQuery", "查询条件的比较方式“${a}”不正确，请重新选择。"),
            Sentence.of("orderBy methods first|currentOrderingProperty", 400, "wrongSorting", "排序方式不正确，请重新选择。"),
            Sentence.of("Cannot correlate message '(?<a>[^']*)'", 400, "nobodyWaits", "没有流程在等待消息“${a}”，请核对消息名称。"),
            Sentence.of("retries must be a non-negative", 400, "wrongNumber", "重试次数不能小于0。"),
            Sentence.of("(?<a>\\w+) is not greater than or equal to 0", 400, "wrongNumber", "“${a}”不能小于0。"),
            Sentence.of("\\bis suspended\\b", 409, "suspended", "所属流程已暂停，恢复之前不能进行这项操作。"),
            Sentence.of("without cascading failed|still running process instances|process instances? .*still running", 409, "stillRunning",
                    "还有运行中的流程实例，不能删除；请先办结或迁移这些实例。"),
            Sentence.of("filter name is (null|empty)|Name of filter", 400, "missingField", "请填写筛选器名称。"),
            Sentence.of("Cannot instantiate process definition", 400, "notStarted", "流程未能发起，请核对流程编号和所填内容。"),
            Sentence.of("annotation.*(length|exceed|too long)|value too long|Data too long", 400, "tooLong", "所填内容过长，请缩短后再提交。"));
    /** Says too little to be trusted where the engine does not call it its caller's mistake. */
    private static final Sentence MISSING = Sentence.of("^(ENGINE-\\d+ )?(?<a>[\\w ]+?) (is|are|must not be) (null|empty)", 400,
            "missingField", "缺少必要的内容“${a}”，请补充后再提交。");

    private EngineSentences() {
    }

    /** What a known refusal means; empty when the engine says something nobody has met here yet. */
    static Optional<Problem> of(Throwable thrown) {
        String said = everythingSaid(thrown);
        return SENTENCES.stream().map(sentence -> problem(sentence, said, thrown)).flatMap(Optional::stream).findFirst();
    }

    /** For a refusal that is the caller's mistake; the engine's own words go along for who writes programs. */
    static Problem orSomething(int status, Throwable thrown) {
        return of(thrown).or(() -> problem(MISSING, everythingSaid(thrown), thrown))
                .orElseGet(() -> Problem.of(status, "platform.badRequest", SOMETHING).withTechnical(thrown.getMessage()));
    }

    private static Optional<Problem> problem(Sentence sentence, String said, Throwable thrown) {
        Matcher found = sentence.english().matcher(said);
        return found.find() ? Optional.of(Problem.of(sentence.status(), sentence.code(), filled(sentence.chinese(), found))
                .withTechnical(thrown.getMessage())) : Optional.empty();
    }

    private static String everythingSaid(Throwable thrown) {
        StringBuilder said = new StringBuilder();
        int depth = 0;
        for (Throwable t = thrown; t != null && depth++ < 30; t = t.getCause()) {
            said.append(t.getMessage()).append('\n');
        }
        return said.toString();
    }

    private static String filled(String chinese, Matcher found) {
        String text = chinese;
        for (String name : List.of("a", "b")) {
            if (text.contains("${" + name + "}")) {
                text = text.replace("${" + name + "}", found.group(name));
            }
        }
        return text;
    }
}
