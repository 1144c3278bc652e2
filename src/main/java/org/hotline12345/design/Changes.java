package org.hotline12345.design;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Tells in words what changed between two contents of a model: steps, rows and fields, not lines of text. */
final class Changes {

    private static final int MOST_LINES = 200;
    private static final int LONGEST_VALUE = 120;

    /** Chinese names of what a diagram is made of; whatever is not listed belongs to what it stands in. */
    private static final Map<String, String> ELEMENTS = Map.ofEntries(
            Map.entry("process", "流程"), Map.entry("lane", "泳道"), Map.entry("sequenceFlow", "流向"),
            Map.entry("userTask", "用户任务"), Map.entry("serviceTask", "服务任务"), Map.entry("sendTask", "发送任务"),
            Map.entry("receiveTask", "接收任务"), Map.entry("manualTask", "手工任务"), Map.entry("scriptTask", "脚本任务"),
            Map.entry("businessRuleTask", "规则任务"), Map.entry("task", "任务"), Map.entry("callActivity", "调用活动"),
            Map.entry("subProcess", "子流程"), Map.entry("exclusiveGateway", "排他网关"), Map.entry("parallelGateway", "并行网关"),
            Map.entry("inclusiveGateway", "包容网关"), Map.entry("eventBasedGateway", "事件网关"), Map.entry("startEvent", "开始事件"),
            Map.entry("endEvent", "结束事件"), Map.entry("boundaryEvent", "边界事件"),
            Map.entry("intermediateCatchEvent", "中间捕获事件"), Map.entry("intermediateThrowEvent", "中间抛出事件"),
            Map.entry("message", "消息"), Map.entry("error", "错误"), Map.entry("escalation", "升级"), Map.entry("signal", "信号"),
            Map.entry("decision", "决策"), Map.entry("inputData", "输入数据"), Map.entry("rule", "规则行"));

    private Changes() {
    }

    /** A piece of a model that has an id: what it is called and everything that is said about it. */
    private record Piece(String title, Map<String, String> facts) {
    }

    /** added, changed or removed; hashes, null where there is none. */
    static String kind(String before, String after) {
        return before == null ? "added" : after == null ? "removed" : "changed";
    }

    /**
     * @param before content before, or null where the file is new
     * @param after content after, or null where the file is taken out
     */
    static List<String> inWords(String resource, byte[] before, byte[] after) {
        if (before == null) {
            return List.of("新增文件");
        }
        if (after == null) {
            return List.of("删除文件");
        }
        try {
            boolean form = resource.endsWith(".form");
            return compared(form ? fields(before) : elements(before), form ? fields(after) : elements(after));
        } catch (IOException | SAXException | ParserConfigurationException unreadable) {
            return List.of("内容有变化，但无法读出是哪些变化");
        }
    }

    private static List<String> compared(Map<String, Piece> before, Map<String, Piece> after) {
        List<String> lines = new ArrayList<>();
        after.forEach((id, piece) -> {
            Piece old = before.get(id);
            if (old == null) {
                lines.add("新增" + piece.title);
            } else if (!old.equals(piece)) {
                lines.add("修改" + piece.title + differences(old, piece));
            }
        });
        before.forEach((id, piece) -> {
            if (!after.containsKey(id)) {
                lines.add("删除" + piece.title);
            }
        });
        if (lines.isEmpty()) {
            return List.of("只有图形布局、顺序或格式变化");
        }
        int more = lines.size() - MOST_LINES;
        if (more > 0) {
            lines.subList(MOST_LINES, lines.size()).clear();
            lines.add("另有" + more + "处变化");
        }
        return lines;
    }

    private static String differences(Piece old, Piece now) {
        List<String> differences = new ArrayList<>();
        if (!old.title.equals(now.title)) {
            differences.add("原为" + old.title);
        }
        now.facts.forEach((name, value) -> {
            String was = old.facts.get(name);
            if (!value.equals(was)) {
                differences.add(was == null ? name + " 新增为「" + shown(value) + "」" : name + " 由「" + shown(was) + "」改为「" + shown(value) + "」");
            }
        });
        old.facts.forEach((name, value) -> {
            if (!now.facts.containsKey(name)) {
                differences.add(name + " 去掉「" + shown(value) + "」");
            }
        });
        return differences.isEmpty() ? "" : "：" + String.join("；", differences);
    }

    private static String shown(String value) {
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
    }

    // ------------------------------------------------------------------ diagrams and tables

    private static Map<String, Piece> elements(byte[] content) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Map<String, Piece> pieces = new LinkedHashMap<>();
        collect(factory.newDocumentBuilder().parse(new ByteArrayInputStream(content)).getDocumentElement(), pieces);
        return pieces;
    }

    private static void collect(Element element, Map<String, Piece> pieces) {
        String kind = ELEMENTS.get(element.getLocalName());
        if (kind != null && element.hasAttribute("id")) {
            pieces.put(element.getLocalName() + ' ' + element.getAttribute("id"), piece(kind, element));
        }
        children(element).forEach(child -> collect(child, pieces));
    }

    private static Piece piece(String kind, Element element) {
        Map<String, String> facts = new TreeMap<>();
        String name = element.getAttribute("name");
        if (element.getLocalName().equals("rule")) {
            name = "";
            List<String> columns = columns((Element) element.getParentNode());
            int cell = 0;
            for (Element child : children(element)) {
                if (child.getLocalName().equals("description")) {
                    name = child.getTextContent().strip();
                } else if (cell < columns.size()) {
                    facts.put(columns.get(cell++), child.getTextContent().strip());
                }
            }
        } else {
            facts(element, "", facts);
            facts.remove("name");
        }
        facts.remove("id");
        return new Piece(kind + "「" + (name.isEmpty() ? element.getAttribute("id") : name.replaceAll("\\s+", "")) + "」", facts);
    }

    /** Labels of a decision table's inputs and outputs, in order. */
    private static List<String> columns(Element table) {
        List<String> columns = new ArrayList<>();
        for (Element child : children(table)) {
            if (child.getLocalName().equals("input") || child.getLocalName().equals("output")) {
                String label = child.getAttribute("label").isEmpty() ? child.getAttribute("name") : child.getAttribute("label");
                columns.add(label.isEmpty() ? "第" + (columns.size() + 1) + "列" : label);
            }
        }
        return columns;
    }

    /** Everything said about an element, but not about the elements inside it that are pieces of their own. */
    private static void facts(Element element, String path, Map<String, String> facts) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (!attribute.getNodeName().startsWith("xmlns") && !(attribute.getNodeName().equals("id") && !path.isEmpty())) {
                add(facts, path + attribute.getLocalName(), attribute.getNodeValue());
            }
        }
        List<Element> children = children(element);
        if (children.isEmpty() && !element.getTextContent().isBlank()) {
            add(facts, path.isEmpty() ? "内容" : path.substring(0, path.length() - 1), element.getTextContent().strip());
        }
        for (Element child : children) {
            if (ELEMENTS.containsKey(child.getLocalName()) && child.hasAttribute("id")
                    || child.getLocalName().matches("incoming|outgoing|laneSet|BPMNDiagram|DMNDI")) {
                continue;
            }
            facts(child, path + child.getLocalName() + ".", facts);
        }
    }

    private static void add(Map<String, String> facts, String name, String value) {
        facts.merge(name, value, (one, other) -> one + "、" + other);
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element found) {
                children.add(found);
            }
        }
        return children;
    }

    // ------------------------------------------------------------------ forms

    private static Map<String, Piece> fields(byte[] content) throws IOException {
        Map<String, Piece> pieces = new LinkedHashMap<>();
        JsonNode form;
        try {
            form = new ObjectMapper().readTree(new String(content, StandardCharsets.UTF_8));
        } catch (JsonProcessingException unreadable) {
            throw new IOException(unreadable);
        }
        collect(form, pieces);
        return pieces;
    }

    private static void collect(JsonNode owner, Map<String, Piece> pieces) {
        for (JsonNode component : owner.path("components")) {
            Map<String, String> facts = new TreeMap<>();
            component.fields().forEachRemaining(field -> {
                if (!field.getKey().matches("id|layout|components")) {
                    facts.put(field.getKey(), field.getValue().isValueNode() ? field.getValue().asText() : field.getValue().toString());
                }
            });
            String key = component.path("key").asText(component.path("id").asText());
            String label = component.path("label").asText("");
            facts.remove("label");
            pieces.put(key, new Piece((component.has("key") ? "字段" : "版面元素") + "「" + (label.isEmpty() ? key : label) + "」", facts));
            collect(component, pieces);
        }
    }
}
