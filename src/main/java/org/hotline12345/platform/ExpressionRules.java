package org.hotline12345.platform;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.common.Finding;
import org.hotline12345.platform.ModelMarkup.Piece;

/**
 * What may stand between <code>${</code> and <code>}</code> in a model, and which ways of calling code exist at all. The
 * list is closed: an expression in a place or of a form that is not named here is refused, wherever the engine might
 * evaluate it (names and documentation included).
 */
final class ExpressionRules {

    private static final String VARIABLE = "[a-z][A-Za-z0-9]*";

    /** One variable compared with one constant. */
    static final Pattern CONDITION =
            Pattern.compile("\\$\\{" + VARIABLE + " (==|!=) ('[A-Za-z0-9-]*'|true|false|[0-9]+)}");

    private static final Pattern BEAN = Pattern.compile("\\$\\{(" + VARIABLE + ")}");
    private static final Pattern CALL = Pattern.compile(
            "\\$\\{(" + VARIABLE + ")\\.(" + VARIABLE + ")\\(execution(, ?'[A-Za-z0-9-]*')?\\)}");
    private static final Pattern ANSWER = Pattern.compile("\\$\\{decisionResult\\[0]\\." + VARIABLE + "}");
    private static final Pattern GROUP = Pattern.compile(
            "[a-zA-Z0-9-]+|unit-\\$\\{(" + VARIABLE + ")}|\\$\\{(" + VARIABLE + ")}");
    private static final String BUSINESS_KEY = "#{execution.processBusinessKey}";

    private static final Map<String, String> FORBIDDEN_ELEMENTS = Map.of(
            "script", "script",
            "connector", "implementation",
            "field", "implementation",
            "formData", "form-ref",
            "validation", "implementation");

    private static final Map<String, String> FORBIDDEN_ATTRIBUTES = Map.ofEntries(
            Map.entry("class", "implementation"),
            Map.entry("type", "implementation"),
            Map.entry("topic", "implementation"),
            Map.entry("resource", "script"),
            Map.entry("scriptFormat", "script"),
            Map.entry("variableMappingClass", "implementation"),
            Map.entry("variableMappingDelegateExpression", "implementation"),
            Map.entry("resultVariable", "result-variable"),
            Map.entry("formKey", "form-ref"),
            Map.entry("formHandlerClass", "form-ref"),
            Map.entry("caseRef", "implementation"),
            Map.entry("sourceExpression", "expression"));

    private static final Set<String> FEEL = Set.of("feel", "http://www.omg.org/spec/feel/20140401",
            "http://www.omg.org/spec/dmn/20180521/feel/", "https://www.omg.org/spec/dmn/20191111/feel/");

    /** Parts of the standard that name code or other files; the engine's tables do without. */
    private static final Set<String> CODE_IN_DECISIONS = Set.of("functionDefinition", "encapsulatedLogic",
            "businessKnowledgeModel", "knowledgeRequirement", "decisionService", "invocation", "context", "relation", "list",
            "import", "importedValues", "importedElement");

    private static final Pattern EXPRESSION_START = Pattern.compile("[$#]\\{");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern LOOP = Pattern.compile("\\b(for|some|every|function|external)\\b");

    private static final Map<String, String> MESSAGES = Map.of(
            "script", "不得使用脚本；请改用元素模板中的任务。",
            "implementation", "只能用元素模板中的委托表达式，不得直接指定类、外部任务、连接器或字段注入。",
            "result-variable", "不得把整个结果存为流程变量；决策请用输出参数取一个答案，例如 ${decisionResult[0].outcome}。",
            "form-ref", "用户任务只用“表单引用”（Camunda Forms）。",
            "expression", "此处不得使用这种表达式。");

    private ExpressionRules() {}

    static void check(String resource, List<Piece> pieces, Set<String> knownBeans, List<Finding> findings) {
        for (Piece piece : pieces) {
            String code = forbidden(piece);
            if (code != null) {
                findings.add(Finding.error(resource, piece.owner(), code, MESSAGES.get(code)));
            } else if (!piece.isElement()) {
                checkValue(resource, piece, knownBeans, findings);
            }
        }
    }

    /** Decisions speak FEEL and nothing else: other languages reach into Java, and loops never end. */
    static void checkDecision(String resource, List<Piece> pieces, List<Finding> findings) {
        for (Piece piece : pieces) {
            String attribute = piece.attribute() == null ? "" : piece.attribute();
            boolean language = attribute.equals("expressionLanguage") || attribute.equals("typeLanguage");
            if (language && !FEEL.contains(piece.value().strip().toLowerCase(Locale.ROOT))) {
                findings.add(Finding.error(resource, piece.owner(), "decision-language", "决策表只用FEEL书写，不用"
                        + piece.value() + "；请在Camunda Modeler中把表达式语言改回FEEL。"));
            } else if (piece.isElement() && CODE_IN_DECISIONS.contains(piece.element())) {
                findings.add(Finding.error(resource, piece.owner(), "decision-language",
                        "决策文件中不得使用" + piece.element() + "：不定义函数、不引入别的文件；请改用决策表或一行文字表达式。"));
            } else if (!piece.isElement() && EXPRESSION_START.matcher(piece.value()).find()) {
                findings.add(Finding.error(resource, piece.owner(), "expression",
                        MESSAGES.get("expression") + "决策表只用FEEL书写：" + piece.value()));
            } else if (!piece.isElement() && attribute.isEmpty() && piece.element().equals("text")
                    && LOOP.matcher(QUOTED.matcher(piece.value()).replaceAll("")).find()) {
                findings.add(Finding.error(resource, piece.owner(), "decision-language",
                        "决策表中不得定义函数或循环，请改用条件和取值：" + piece.value()));
            }
        }
    }

    private static String forbidden(Piece piece) {
        boolean camunda = ModelMarkup.CAMUNDA.equals(piece.elementNamespace());
        if (piece.isElement()) {
            if (!camunda && (piece.element().equals("scriptTask") || piece.element().equals("import"))) {
                return "script";
            }
            return camunda ? FORBIDDEN_ELEMENTS.get(piece.element()) : null;
        }
        if (piece.attribute() == null) {
            return null;
        }
        if (piece.attribute().equals("language") || piece.attribute().equals("scriptFormat")) {
            return "script";
        }
        boolean own = ModelMarkup.CAMUNDA.equals(piece.attributeNamespace());
        if (camunda || own) {
            if (piece.attribute().equals("expression")) {
                return piece.element().equals("executionListener") ? null : "implementation";
            }
            return FORBIDDEN_ATTRIBUTES.get(piece.attribute());
        }
        return null;
    }

    private static void checkValue(String resource, Piece piece, Set<String> beans, List<Finding> findings) {
        String value = piece.value();
        String attribute = piece.attribute() == null ? "" : piece.attribute();
        switch (attribute) {
            case "delegateExpression" -> {
                String wanted = piece.element().endsWith("Listener") ? "Listener" : "Delegate";
                bean(resource, piece, BEAN, wanted, beans, findings);
                return;
            }
            case "candidateGroups" -> {
                for (String group : value.split(",", -1)) {
                    Matcher matcher = GROUP.matcher(group.strip());
                    if (group.contains("(")) {
                        bean(resource, new Piece(piece.owner(), piece.element(), piece.elementNamespace(), piece.attribute(),
                                piece.attributeNamespace(), piece.label(), group.strip()), CALL, null, beans, findings);
                    } else if (!matcher.matches() || isBean(matcher.group(1), beans) || isBean(matcher.group(2), beans)) {
                        refuse(resource, piece, findings);
                    }
                }
                return;
            }
            case "businessKey" -> {
                if (!value.equals(BUSINESS_KEY)) {
                    findings.add(Finding.error(resource, piece.owner(), "business-key", "业务主键只能照传：" + BUSINESS_KEY));
                }
                return;
            }
            default -> {
                // Judged below by place and form.
            }
        }
        if (attribute.isEmpty() && piece.element().equals("conditionExpression")) {
            Matcher matcher = CONDITION.matcher(value);
            if (!matcher.matches()) {
                findings.add(Finding.error(
                        resource, piece.owner(), "condition", "条件只能是一个变量与一个常量比较，例如 ${disposition == 'accept'}。"));
            }
            return;
        }
        if (!value.contains("${") && !value.contains("#{")) {
            return;
        }
        boolean call = attribute.equals("expression")
                || attribute.equals("collection")
                || attribute.equals("assignee")
                || attribute.equals("dueDate")
                || attribute.equals("followUpDate")
                || attribute.equals("priority")
                || attribute.isEmpty() && (piece.element().equals("timeDate") || piece.element().equals("condition"))
                || attribute.equals("value") && piece.element().equals("property");
        if (call) {
            bean(resource, piece, CALL, null, beans, findings);
        } else if (!(attribute.isEmpty()
                && piece.element().equals("outputParameter")
                && ANSWER.matcher(value).matches())) {
            refuse(resource, piece, findings);
        }
    }

    private static void bean(
            String resource, Piece piece, Pattern form, String wanted, Set<String> beans, List<Finding> findings) {
        Matcher matcher = form.matcher(piece.value());
        if (!matcher.matches()) {
            refuse(resource, piece, findings);
            return;
        }
        String bean = matcher.group(1);
        boolean wired = bean.endsWith("Delegate") || bean.endsWith("Listener");
        if (!beans.contains(bean) || (wanted == null ? wired : !bean.endsWith(wanted))) {
            findings.add(Finding.error(
                    resource, piece.owner(), "bean-unknown", "没有可用于此处的 " + bean + "；请从元素模板中选取，不要手写名称。"));
        }
    }

    private static boolean isBean(String name, Set<String> beans) {
        return name != null && beans.contains(name);
    }

    private static void refuse(String resource, Piece piece, List<Finding> findings) {
        findings.add(Finding.error(
                resource, piece.owner(), "expression", MESSAGES.get("expression") + "请从元素模板中选取：" + piece.value()));
    }
}
