package org.hotline12345.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.hotline12345.common.Finding;
import org.hotline12345.platform.ModelRules.ModelSet;

/** Rules of one form file: the form viewer of Tasklist refuses a whole form for one component it does not know. */
final class FormRules {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the viewer shipped with Tasklist 7.24 draws; markup and frames of other hosts are left out on purpose. */
    private static final Set<String> COMPONENTS = Set.of(
            "textfield", "textarea", "number", "datetime", "expression", "checkbox", "checklist", "radio", "select",
            "taglist", "text", "image", "table", "spacer", "separator", "group", "dynamiclist", "button");

    private static final String UNREADABLE = "文件不是有效的表单，请在Camunda Modeler中检查后重新保存。";

    private static final Pattern ACTIVE =
            Pattern.compile("<[a-z/!]|(javascript|vbscript|data|https?|file)\\s*:", Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLER = Pattern.compile("on[A-Z].*");

    private FormRules() {}

    static void read(String resource, byte[] content, ModelSet set, List<Finding> findings) {
        JsonNode form;
        try {
            form = JSON.readTree(content);
        } catch (IOException e) {
            form = null;
        }
        if (form == null || !form.path("id").isTextual()) {
            findings.add(Finding.error(resource, null, "unreadable", UNREADABLE));
            return;
        }
        String id = form.get("id").asText();
        set.claim("form ", id, set.formIds, resource, findings);
        if (!id.equals(ModelRules.baseName(resource))) {
            findings.add(Finding.error(resource, id, "file-name", "文件名应与表单标识相同：" + id + ".form。"));
        }
        components(resource, form.path("components"), findings);
    }

    /** What a form could smuggle into a browser: parts of pages, scripts, handlers, addresses of other hosts. */
    static void checkSafety(String resource, byte[] content, List<Finding> findings) {
        try {
            components(resource, JSON.readTree(content).path("components"), findings);
        } catch (IOException e) {
            findings.add(Finding.error(resource, null, "unreadable", UNREADABLE));
        }
    }

    private static void components(String resource, JsonNode components, List<Finding> findings) {
        for (JsonNode component : components) {
            String type = component.path("type").asText();
            String name = component.path("id").asText(component.path("key").asText(type));
            if (!COMPONENTS.contains(type)) {
                findings.add(Finding.error(resource, name, "form-component",
                        "任务列表画不出这种表单组件：" + type + "；请换成文本、选择、日期等组件。"));
            }
            component.fields().forEachRemaining(field -> {
                if (HANDLER.matcher(field.getKey()).matches()) {
                    findings.add(Finding.error(resource, name, "form-content",
                            "表单组件不得带事件处理：" + field.getKey() + "；请删去。"));
                } else if (!field.getKey().equals("components")) {
                    texts(field.getValue(), text -> {
                        if (ACTIVE.matcher(text).find()) {
                            findings.add(Finding.error(resource, name, "form-content",
                                    "表单中不得夹带网页标签、事件处理或外部地址：" + text + "；请只写文字。"));
                        }
                    });
                }
            });
            components(resource, component.path("components"), findings);
        }
    }

    private static void texts(JsonNode value, Consumer<String> found) {
        if (value.isTextual()) {
            found.accept(value.asText());
        }
        value.forEach(part -> texts(part, found));
    }
}
