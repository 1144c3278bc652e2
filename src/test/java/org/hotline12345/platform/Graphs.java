package org.hotline12345.platform;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Small decision files for tests. */
final class Graphs {

    static final String RESOURCE = "dmn/test-answer.dmn";

    private Graphs() {}

    /** {@code test-answer} (FIRST) asks {@code test-place} (FIRST, shadowed row) in the same file. */
    static Map<String, byte[]> answerByPlace(String north) {
        return Map.of(RESOURCE, ("""
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Definitions_TestAnswer" name="测试"
                    namespace="http://camunda.org/schema/1.0/dmn" xmlns:camunda="http://camunda.org/schema/1.0/dmn">
                  <decision id="test-answer" name="答案" camunda:historyTimeToLive="P1D">
                    <informationRequirement id="Requirement_Place"><requiredDecision href="#test-place"/></informationRequirement>
                """ + table("Answer", "FIRST", List.of("place", "kind"), "unit", List.of(
                        List.of("Rule_northComplaint", "\"north\"", "\"complaint\"", '"' + north + '"'),
                        List.of("Rule_north", "\"north\"", "", "\"hall\""),
                        List.of("Rule_any", "", "", "\"desk\""))) + """
                  </decision>
                  <decision id="test-place" name="地点" camunda:historyTimeToLive="P1D">
                """ + table("Place", "FIRST", List.of("street"), "place", List.of(
                        List.of("Rule_birch", "\"birch\",\"elm\"", "\"north\""),
                        List.of("Rule_elsewhere", "", "\"south\""))) + """
                  </decision>
                </definitions>
                """).getBytes(StandardCharsets.UTF_8));
    }

    static String table(String name, String hitPolicy, List<String> inputs, String output, List<List<String>> rows) {
        StringBuilder xml = new StringBuilder("<decisionTable id=\"Table_" + name + "\" hitPolicy=\"" + hitPolicy + "\">\n");
        for (String input : inputs) {
            xml.append("<input id=\"Input_").append(name).append(input).append("\"><inputExpression id=\"InputExpression_").append(name)
                    .append(input).append("\" typeRef=\"string\"><text>").append(input).append("</text></inputExpression></input>\n");
        }
        xml.append("<output id=\"Output_").append(name).append("\" name=\"").append(output).append("\" typeRef=\"string\"/>\n");
        for (List<String> row : rows) {
            xml.append("<rule id=\"").append(row.get(0)).append("\"><description>规则").append(row.get(0)).append("</description>");
            for (int cell = 1; cell < row.size() - 1; cell++) {
                xml.append("<inputEntry id=\"UnaryTests_").append(row.get(0)).append(cell).append("\"><text>")
                        .append(row.get(cell)).append("</text></inputEntry>");
            }
            xml.append("<outputEntry id=\"LiteralExpression_").append(row.get(0)).append("\"><text>")
                    .append(row.get(row.size() - 1)).append("</text></outputEntry></rule>\n");
        }
        return xml.append("</decisionTable>\n").toString();
    }

    /** A file of one decision with this table. */
    static String file(String decision, String table) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Definitions_Test" name="测试"
                    namespace="http://camunda.org/schema/1.0/dmn" xmlns:camunda="http://camunda.org/schema/1.0/dmn">
                  <decision id="%s" name="测试" camunda:historyTimeToLive="P1D">
                """.formatted(decision) + table + "</decision></definitions>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
