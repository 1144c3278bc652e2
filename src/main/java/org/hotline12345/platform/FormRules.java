package org.hotline12345.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.hotline12345.common.Finding;
import org.hotline12345.platform.ModelRules.ModelSet;

/** Rules of one form file: the form viewer of Tasklist refuses a whole form for one component it does not know. */
final class FormRules {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the viewer shipped with Tasklist 7.24 draws; markup and frames of other hosts are left out on purpose. */
    private static final Set<String> COMPONENTS = Set.of(
            "textfield", "textarea", "number", "datetime", "expression", "checkbox", "checklist", "radio", "select",
            "taglist", "text", "image", "table", "spacer", "separator", "group", "dynamiclist", "button");

    private FormRules() {}

    static void read(String resource, byte[] content, ModelSet set, List<Finding> findings) {
        JsonNode form;
        try {
            form = JSON.readTree(content);
        } catch (IOException e) {
            form = null;
        }
        if (form == null || !form.path("id").isTextual()) {
            findings.add(Finding.error(resource, null, "unreadable", "文件不是有效的表单，请在Camunda Modeler中检查后重新保存。"));
            return;
        }
        String id = form.get("id").asText();
        set.claim("form ", id, set.formIds, resource, findings);
        if (!id.equals(ModelRules.baseName(resource))) {
            findings.add(Finding.error(resource, id, "file-name", "文件名应与表单标识相同：" + id + ".form。"));
        }
        components(resource, form.path("components"), findings);
    }

    private static void components(String resource, JsonNode components, List<Finding> findings) {
        for (JsonNode component : components) {
            String type = component.path("type").asText();
            if (!COMPONENTS.contains(type)) {
                findings.add(Finding.error(
                        resource, component.path("id").asText(null), "form-component", "任务列表画不出这种表单组件：" + type + "。"));
            }
            components(resource, component.path("components"), findings);
        }
    }
}
