package org.hotline12345.platform;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.hotline12345.common.Finding;

/**
 * The bare markup of a model, read before any model parser touches it: a document type, strange namespaces or endless
 * nesting are turned away here, and every place that could hold an expression is listed.
 */
final class ModelMarkup {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    static final String CAMUNDA_DMN = "http://camunda.org/schema/1.0/dmn";

    /** The engine also obeys the extension namespace of its predecessor, so an open list would be a side door. */
    private static final Set<String> NAMESPACES = Set.of(
            BPMN,
            CAMUNDA,
            CAMUNDA_DMN,
            "http://camunda.org/schema/modeler/1.0",
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DC",
            "http://www.omg.org/spec/DD/20100524/DI",
            "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
            "http://bpmn.io/schema/bpmn/biocolor/1.0",
            "http://bpmn.io/schema/dmn/biodi/2.0",
            "http://www.omg.org/spec/DMN/20180521/DI/",
            "http://www.omg.org/spec/DMN/20180521/DC/",
            "http://www.omg.org/spec/DMN/20180521/MODEL/",
            "https://www.omg.org/spec/DMN/20191111/MODEL/",
            "https://www.omg.org/spec/DMN/20191111/DMNDI/",
            "http://www.w3.org/2001/XMLSchema-instance");

    private static final int MAX_DEPTH = 64;

    /**
     * An element, an attribute or a text of the document.
     *
     * @param owner id of the nearest element that has one
     * @param element local name of the element
     * @param elementNamespace namespace of the element
     * @param attribute local name of the attribute, or null for the element itself and its text
     * @param attributeNamespace namespace of the attribute, or null
     * @param label value of the element's {@code name} attribute, or null
     * @param value the attribute's value or the element's text; null for the element itself
     */
    record Piece(
            String owner,
            String element,
            String elementNamespace,
            String attribute,
            String attributeNamespace,
            String label,
            String value) {

        boolean isElement() {
            return value == null;
        }
    }

    private ModelMarkup() {}

    /** Returns the pieces in document order, or null when the document must not be parsed any further. */
    static List<Piece> read(String resource, byte[] content, List<Finding> findings) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        List<Piece> pieces = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                        findings.add(Finding.error(resource, "DOCTYPE", "document-type",
                                "模型文件不得含有文档类型声明（DOCTYPE）或实体引用；请在Camunda Modeler中重新保存。"));
                        return null;
                    }
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (open.size() >= MAX_DEPTH) {
                            findings.add(Finding.error(resource, null, "too-deep", "模型嵌套超过" + MAX_DEPTH + "层。"));
                            return null;
                        }
                        String above = open.isEmpty() ? null : open.peek().owner;
                        open.push(start(reader, above, pieces));
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!open.isEmpty()) {
                            open.peek().text.append(reader.getText());
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        Open closed = open.pop();
                        if (!closed.text.toString().isBlank()) {
                            pieces.add(new Piece(
                                    closed.owner,
                                    closed.element,
                                    closed.namespace,
                                    null,
                                    null,
                                    closed.label,
                                    closed.text.toString().strip()));
                        }
                    }
                    default -> {
                        // Comments and processing instructions carry nothing the engine reads.
                    }
                }
            }
        } catch (XMLStreamException e) {
            findings.add(Finding.error(resource, null, "unreadable", "文件不是完整的XML，无法读取。"));
            return null;
        }
        for (Piece piece : pieces) {
            String strange = strangeNamespace(piece);
            if (strange != null) {
                findings.add(Finding.error(resource, piece.owner, "namespace", "不认识的命名空间：" + strange));
                return null;
            }
        }
        return pieces;
    }

    private static Open start(XMLStreamReader reader, String above, List<Piece> pieces) {
        String id = reader.getAttributeValue(null, "id");
        Open element = new Open(
                id == null ? above : id,
                reader.getLocalName(),
                reader.getNamespaceURI(),
                reader.getAttributeValue(null, "name"));
        pieces.add(new Piece(
                element.owner, element.element, element.namespace, null, null, element.label, null));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            pieces.add(new Piece(
                    element.owner,
                    element.element,
                    element.namespace,
                    reader.getAttributeLocalName(i),
                    reader.getAttributeNamespace(i),
                    element.label,
                    reader.getAttributeValue(i)));
        }
        return element;
    }

    private static String strangeNamespace(Piece piece) {
        if (!NAMESPACES.contains(String.valueOf(piece.elementNamespace))) {
            return String.valueOf(piece.elementNamespace);
        }
        String attribute = piece.attributeNamespace;
        return attribute == null || attribute.isEmpty() || NAMESPACES.contains(attribute) ? null : attribute;
    }

    private static final class Open {

        final String owner;
        final String element;
        final String namespace;
        final String label;
        final StringBuilder text = new StringBuilder();

        Open(String owner, String element, String namespace, String label) {
            this.owner = owner;
            this.element = element;
            this.namespace = namespace;
            this.label = label;
        }
    }
}
