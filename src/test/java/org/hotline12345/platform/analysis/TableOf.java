package org.hotline12345.platform.analysis;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.hotline12345.common.Finding;

/** A small decision table written in a test, and what the analysis says about it. */
final class TableOf {

    private final String hitPolicy;
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();

    TableOf(String hitPolicy) {
        this.hitPolicy = hitPolicy;
    }

    /** @param allowed list of the allowed values as FEEL, or null */
    TableOf input(String variable, String type, String allowed) {
        inputs.add("<input id=\"i" + inputs.size() + "\" label=\"" + variable + "\"><inputExpression id=\"e" + inputs.size()
                + "\" typeRef=\"" + type + "\"><text>" + escape(variable) + "</text></inputExpression>" + (allowed == null ? ""
                : "<inputValues id=\"v" + inputs.size() + "\"><text>" + escape(allowed) + "</text></inputValues>") + "</input>");
        return this;
    }

    TableOf output(String name) {
        outputs.add("<output id=\"o" + outputs.size() + "\" name=\"" + name + "\" typeRef=\"string\"/>");
        return this;
    }

    /** A row with its condition cells and output cells; its id is {@code Rule_} and the number. */
    TableOf row(String... cells) {
        return described("第" + (rules.size() + 1) + "条", cells);
    }

    TableOf described(String description, String... cells) {
        StringBuilder rule = new StringBuilder("<rule id=\"Rule_").append(rules.size() + 1).append("\"><description>")
                .append(description).append("</description>");
        for (int cell = 0; cell < cells.length; cell++) {
            String entry = cell < inputs.size() ? "inputEntry" : "outputEntry";
            rule.append('<').append(entry).append(" id=\"c").append(rules.size()).append('x').append(cell).append("\"><text>")
                    .append(escape(cells[cell])).append("</text></").append(entry).append('>');
        }
        rules.add(rule.append("</rule>").toString());
        return this;
    }

    List<Finding> findings() {
        return findings(null);
    }

    List<Finding> findings(LocalDate today) {
        return new DecisionAnalysis(new DefaultDmnEngineConfiguration()).check("dmn/probe.dmn",
                Dmn.readModelFromStream(new ByteArrayInputStream(xml().getBytes(StandardCharsets.UTF_8))), today);
    }

    String xml() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\""
                + " xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\" id=\"d\" name=\"d\""
                + " namespace=\"http://camunda.org/schema/1.0/dmn\"><decision id=\"probe\" name=\"试验表\""
                + " camunda:historyTimeToLive=\"P180D\"><decisionTable id=\"t\" hitPolicy=\"" + hitPolicy + "\">"
                + String.join("", inputs) + String.join("", outputs) + String.join("", rules)
                + "</decisionTable></decision></definitions>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
