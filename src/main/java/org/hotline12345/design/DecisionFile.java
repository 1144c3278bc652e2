package org.hotline12345.design;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Sha256;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A .dmn file as text whose tables can be changed row by row. The parser only tells where things stand; changes are
 * written into the text itself, so ids, diagram, comments and blanks of everything untouched stay byte for byte.
 */
final class DecisionFile {

    private static final Pattern LITERAL = Pattern.compile("\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:,|$)");

    /**
     * A column of a table.
     *
     * @param label what the designer called it, else its variable
     * @param variable input expression, or name of the output
     * @param type FEEL type: string, boolean, integer, double, date, …
     * @param allowed the values the table itself allows, empty when it does not say
     */
    record Column(String id, String label, String variable, String type, boolean input, List<String> allowed) {
    }

    /**
     * A row as it stands or as it is wanted.
     *
     * @param id id of the rule, or null for a row that is new
     * @param cells FEEL of the conditions and then of the results, in the order of the columns
     */
    record Row(String id, String description, List<String> cells) {

        Row {
            cells = List.copyOf(cells);
        }
    }

    /** A decision that is a table. */
    record Table(String decision, String name, String hitPolicy, List<Column> columns, List<Row> rows) {
    }

    private final String text;
    private final Element root;
    private final Set<String> ids = new HashSet<>();

    private DecisionFile(String text, Element root) {
        this.text = text;
        this.root = root;
        root.collect("id", ids);
    }

    /** @throws Refusal INVALID {@code design.unreadableDecision} for anything but well-formed UTF-8 without document type */
    static DecisionFile read(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Places places = new Places(text);
            XMLReader reader = factory.newSAXParser().getXMLReader();
            reader.setContentHandler(places);
            reader.setErrorHandler(places);
            boolean marked = text.startsWith("\uFEFF");
            reader.parse(new InputSource(new StringReader(marked ? text.substring(1) : text)));
            return new DecisionFile(text, places.root);
        } catch (CharacterCodingException | SAXException e) {
            throw Refusal.invalid("design.unreadableDecision", "决策文件不是完整的UTF-8编码XML，请在Camunda Modeler中检查后重新保存。");
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The decisions of the file that are tables, in the order of the file. */
    List<Table> tables() {
        return decisionTables().map(decision -> table(decision, decision.child("decisionTable").orElseThrow())).toList();
    }

    private java.util.stream.Stream<Element> decisionTables() {
        return root.children("decision").stream().filter(decision -> decision.child("decisionTable").isPresent());
    }

    private static Table table(Element decision, Element table) {
        List<Column> columns = new ArrayList<>();
        for (Element input : table.children("input")) {
            Optional<Element> expression = input.child("inputExpression");
            String variable = expression.flatMap(found -> found.child("text")).map(Element::content).orElse("").strip();
            columns.add(column(input, variable, expression.map(found -> found.attribute("typeRef")).orElse(null), true));
        }
        for (Element output : table.children("output")) {
            columns.add(column(output, output.attribute("name"), output.attribute("typeRef"), false));
        }
        List<Row> rows = table.children("rule").stream().map(rule -> new Row(rule.attribute("id"),
                rule.child("description").map(Element::content).orElse(""),
                entries(rule).stream().map(entry -> entry.child("text").map(Element::content).orElse("")).toList())).toList();
        String policy = table.attribute("hitPolicy");
        String name = decision.attribute("name");
        return new Table(decision.attribute("id"), name == null ? decision.attribute("id") : name,
                policy == null ? "UNIQUE" : policy, List.copyOf(columns), rows);
    }

    private static Column column(Element column, String variable, String type, boolean input) {
        String label = column.attribute("label");
        List<String> allowed = column.child(input ? "inputValues" : "outputValues").flatMap(values -> values.child("text"))
                .map(values -> literals(values.content()).orElse(List.of())).orElse(List.of());
        return new Column(column.attribute("id"), label == null || label.isBlank() ? variable : label.strip(),
                variable == null ? "" : variable, type == null ? "string" : type, input, allowed);
    }

    /** The texts of a list of string literals, or nothing when it is anything else. */
    static Optional<List<String>> literals(String feel) {
        List<String> found = new ArrayList<>();
        Matcher literal = LITERAL.matcher(feel);
        int at = 0;
        while (at < feel.length()) {
            if (!literal.find(at) || literal.start() != at) {
                return Optional.empty();
            }
            found.add(literal.group(1));
            at = literal.end();
        }
        return found.isEmpty() || feel.strip().endsWith(",") ? Optional.empty() : Optional.of(found);
    }

    private static List<Element> entries(Element rule) {
        List<Element> entries = new ArrayList<>(rule.children("inputEntry"));
        entries.addAll(rule.children("outputEntry"));
        return entries;
    }

    /**
     * The file with tables changed: the rows of each named decision become the wanted ones, in that order. Rows with an id
     * keep everything the wish does not change; rows without get an id that follows from what they say.
     *
     * @param wanted decision id to its rows
     */
    byte[] with(Map<String, List<Row>> wanted) {
        StringBuilder changed = new StringBuilder();
        Set<String> taken = new HashSet<>(ids);
        int copied = 0;
        for (Element decision : decisionTables().toList()) {
            List<Row> rows = wanted.get(decision.attribute("id"));
            if (rows != null) {
                Element table = decision.child("decisionTable").orElseThrow();
                List<Element> rules = table.children("rule");
                int from = beforeRules(table);
                changed.append(text, copied, from).append(rules(table, rules, from, rows, taken));
                copied = rules.isEmpty() ? from : rules.get(rules.size() - 1).end;
            }
        }
        byte[] result = changed.append(text, copied, text.length()).toString().getBytes(StandardCharsets.UTF_8);
        read(result);
        return result;
    }

    /** Where the rows of a table begin, the blanks before the first one included. */
    private static int beforeRules(Element table) {
        int from = table.contentStart;
        for (Element child : table.children) {
            if (child.name.equals("rule")) {
                break;
            }
            from = child.end;
        }
        return from;
    }

    private String rules(Element table, List<Element> rules, int from, List<Row> rows, Set<String> taken) {
        Map<String, Element> byId = rules.stream().collect(Collectors.toMap(rule -> rule.attribute("id"), Function.identity()));
        Map<Element, Integer> gaps = new HashMap<>();
        int end = from;
        for (Element rule : rules) {
            gaps.put(rule, end);
            end = rule.end;
        }
        StringBuilder out = new StringBuilder();
        for (Row row : rows) {
            if (row.id() == null) {
                out.append(newRule(table, row, taken));
            } else {
                Element rule = byId.get(row.id());
                out.append(text, gaps.get(rule), rule.start).append(rule(rule, row));
            }
        }
        return out.toString();
    }

    /** A row that was there: only the texts that differ are replaced. */
    private String rule(Element rule, Row row) {
        StringBuilder out = new StringBuilder();
        int copied = rule.start;
        Optional<Element> description = rule.child("description");
        if (!row.description().equals(description.map(Element::content).orElse(""))) {
            String tag = rule.tag("description");
            int at = description.map(found -> found.start).orElse(rule.contentStart);
            out.append(text, copied, at);
            if (description.isEmpty()) {
                out.append('\n').append(indent(rule)).append("  ");
            }
            out.append(element(tag, row.description()));
            copied = description.map(found -> found.end).orElse(rule.contentStart);
        }
        List<Element> entries = entries(rule);
        for (int i = 0; i < entries.size(); i++) {
            Element entry = entries.get(i);
            Optional<Element> cell = entry.child("text");
            if (row.cells().get(i).equals(cell.map(Element::content).orElse(""))) {
                continue;
            }
            if (cell.isEmpty()) {
                throw Refusal.rule("design.cellWithoutText", "行 " + row.id() + " 的单元格在文件中没有内容节点，请先在Camunda Modeler中保存一次。");
            }
            out.append(text, copied, cell.get().start).append(element(rule.tag("text"), row.cells().get(i)));
            copied = cell.get().end;
        }
        return out.append(text, copied, rule.end).toString();
    }

    private String newRule(Element table, Row row, Set<String> taken) {
        String key = stableKey(table.attribute("id"), row, taken);
        String indent = indent(table) + "  ";
        long inputs = table.children("input").size();
        StringBuilder out = new StringBuilder("\n").append(indent).append('<').append(table.tag("rule")).append(" id=\"Rule_")
                .append(key).append("\">\n").append(indent).append("  ").append(element(table.tag("description"), row.description()));
        for (int i = 0; i < row.cells().size(); i++) {
            String tag = table.tag(i < inputs ? "inputEntry" : "outputEntry");
            String id = (i < inputs ? "UnaryTests_" : "LiteralExpression_") + key + "_" + (i + 1);
            taken.add(id);
            out.append('\n').append(indent).append("  <").append(tag).append(" id=\"").append(id).append("\">\n")
                    .append(indent).append("    ").append(element(table.tag("text"), row.cells().get(i))).append('\n')
                    .append(indent).append("  </").append(tag).append('>');
        }
        return out.append('\n').append(indent).append("</").append(table.tag("rule")).append('>').toString();
    }

    /** The same new row gets the same id however often it is read, so a repeated import counts the same row. */
    private static String stableKey(String table, Row row, Set<String> taken) {
        for (int turn = 0; ; turn++) {
            String key = Sha256.of(table + '\0' + row.description() + '\0' + String.join("\0", row.cells()) + '\0' + turn).substring(0, 10);
            if (taken.add("Rule_" + key)) {
                return key;
            }
        }
    }

    private String indent(Element element) {
        int line = text.lastIndexOf('\n', element.start) + 1;
        String before = text.substring(line, element.start);
        return before.isBlank() ? before : "";
    }

    private static String element(String tag, String content) {
        return '<' + tag + '>' + content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</" + tag + '>';
    }

    /** An element and where it stands in the text: from {@code start} to before {@code end}. */
    private static final class Element {

        final String name;
        final String prefix;
        final Map<String, String> attributes = new HashMap<>();
        final List<Element> children = new ArrayList<>();
        final StringBuilder content = new StringBuilder();
        final int start;
        final int contentStart;
        int end;

        Element(String name, String prefix, int start, int contentStart) {
            this.name = name;
            this.prefix = prefix;
            this.start = start;
            this.contentStart = contentStart;
        }

        String attribute(String attribute) {
            return attributes.get(attribute);
        }

        String content() {
            return content.toString();
        }

        String tag(String other) {
            return prefix + other;
        }

        List<Element> children(String child) {
            return children.stream().filter(element -> element.name.equals(child)).toList();
        }

        Optional<Element> child(String child) {
            return children.stream().filter(element -> element.name.equals(child)).findFirst();
        }

        void collect(String attribute, Set<String> values) {
            if (attributes.containsKey(attribute)) {
                values.add(attributes.get(attribute));
            }
            children.forEach(element -> element.collect(attribute, values));
        }
    }

    /** Builds the elements while the parser tells line and column of the end of each tag. */
    private static final class Places extends DefaultHandler {

        private final String text;
        private final List<Integer> lines = new ArrayList<>();
        private final Deque<Element> open = new ArrayDeque<>();
        private Locator locator;
        private Element root;

        Places(String text) {
            this.text = text;
            int start = text.startsWith("\uFEFF") ? 1 : 0;
            lines.add(start);
            for (int i = start; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                    lines.add(i + 1);
                }
            }
        }

        @Override
        public void setDocumentLocator(Locator locator) {
            this.locator = locator;
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
            int after = afterTag();
            String prefix = qualified.substring(0, qualified.length() - name.length());
            Element element = new Element(name, prefix, text.lastIndexOf('<', after - 1), after);
            if (!text.startsWith('<' + qualified, element.start)) {
                throw new SAXException("Misplaced " + qualified);
            }
            for (int i = 0; i < attributes.getLength(); i++) {
                element.attributes.put(attributes.getLocalName(i), attributes.getValue(i));
            }
            if (open.isEmpty()) {
                root = element;
            } else {
                open.peek().children.add(element);
            }
            open.push(element);
        }

        @Override
        public void characters(char[] chars, int start, int length) {
            if (!open.isEmpty()) {
                open.peek().content.append(chars, start, length);
            }
        }

        @Override
        public void endElement(String uri, String name, String qualified) throws SAXException {
            Element element = open.pop();
            element.end = afterTag();
            boolean empty = element.end == element.contentStart;
            if (!empty && !text.startsWith("</" + qualified, text.lastIndexOf('<', element.end - 1))) {
                throw new SAXException("Misplaced end of " + qualified);
            }
        }

        private int afterTag() throws SAXException {
            int at = lines.get(locator.getLineNumber() - 1) + locator.getColumnNumber() - 1;
            if (at < 1 || at > text.length() || text.charAt(at - 1) != '>') {
                throw new SAXException("No tag ends at line " + locator.getLineNumber());
            }
            return at;
        }
    }
}
