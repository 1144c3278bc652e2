package org.hotline12345.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.hotline12345.common.Refusal;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * One XML part of a template, read as Word and POI read it: whatever its encoding, its prefixes, its quotation marks and blanks,
 * and with the code of a field put together from all its runs.
 */
final class TemplatePart extends DefaultHandler {

    private static final String FETCHING_WORDS = "DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON|RD";
    private static final Pattern FETCHING = Pattern.compile("(?i)\\b(" + FETCHING_WORDS + ")\\b");
    /** Names of fields that stand in no harmless word, wherever runs and fields are cut. */
    private static final Pattern FETCHING_ANYWHERE = Pattern.compile("(?i)DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON");
    /** Last parts of the types of relations to what acts or is taken in. */
    private static final Set<String> ACTIVE_RELATIONS = Set.of("afchunk", "oleobject", "package", "control", "activexcontrolbinary", "vbaproject",
            "wordvbadata", "attachedtoolbars", "attachedtemplate", "subdocument", "mailmergesource", "mailmergeheadersource", "webextension",
            "webextensiontaskpanes", "extensibility", "frame");
    private static final List<String> ACTIVE_CONTENT = List.of("vbaproject", "vbadata", "activex", "oleobject", "webextension");
    /** After a mark of the byte order and blanks; the second is the same in EBCDIC. */
    private static final Pattern XML_START = Pattern.compile("(\u00EF\u00BB\u00BF|\u00FE\u00FF|\u00FF\u00FE)?\\s*<[?!A-Za-z_]|\u004C\u006F\u00A7\u0094");
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)^\\s*([a-z][a-z0-9+.-]*:|//|\\\\\\\\).*", Pattern.DOTALL);

    private final Deque<Field> fields = new ArrayDeque<>();
    private final StringBuilder allCodes = new StringBuilder();
    private boolean inCode;

    private TemplatePart() {
        fields.push(new Field());
    }

    /** A field on its way: first its code, then its result. */
    private static final class Field {
        private final StringBuilder code = new StringBuilder();
        private boolean result;
    }

    /** What was found, wrapped to leave the parser. */
    private static final class Found extends SAXException {
        private static final long serialVersionUID = 1L;
        private final Refusal refusal;

        Found(String message) {
            super(message);
            refusal = TemplateFile.bad(message);
        }
    }

    /** Whether the bytes begin like XML, in one of the encodings that parsers tell by the first bytes. */
    static boolean looksLikeXml(byte[] content) {
        String start = new String(content, 0, Math.min(content.length, 64), StandardCharsets.ISO_8859_1).replace("\0", "");
        return XML_START.matcher(start).lookingAt();
    }

    /** @throws Refusal INVALID {@code paper.badTemplate} saying what to remove */
    static void inspect(byte[] content) {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            // Names are cut at their colon by ourselves: a part whose prefixes mean nothing is looked through all the same.
            factory.setNamespaceAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            SAXParser parser = factory.newSAXParser();
            TemplatePart part = new TemplatePart();
            parser.parse(new InputSource(new ByteArrayInputStream(content)), part);
        } catch (Found found) {
            throw found.refusal;
        } catch (SAXException | IOException unreadable) {
            throw TemplateFile.bad(String.valueOf(unreadable.getMessage()).contains("DOCTYPE")
                    ? "模板中含有文档类型定义（DTD），可能是恶意文件；请用Word或WPS另存为 .docx 后重试。"
                    : "模板中有读不出来的部分。请用Word或WPS另存为 .docx 后重试。");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("no XML parser that refuses document types", e);
        }
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        switch (local(name)) {
            case "relationship" -> relation(attributes);
            case "override", "default" -> contentType(value(attributes, "contenttype"));
            case "altchunk" -> throw new Found("模板中含有插入的其他文件，请全部删除并另存为 .docx 后重试。");
            case "fldsimple" -> {
                String code = value(attributes, "instr");
                check(code);
                allCodes.append(code);
            }
            case "fldchar" -> fieldChar(value(attributes, "fldchartype"));
            case "instrtext", "delinstrtext" -> inCode = true;
            default -> { }
        }
    }

    private static void relation(Attributes attributes) throws SAXException {
        String type = value(attributes, "type");
        String kind = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String mode = value(attributes, "targetmode");
        // As POI has it: what is not said to be internal is external.
        boolean outside = !mode.isEmpty() && !mode.equalsIgnoreCase("internal") || ELSEWHERE.matcher(value(attributes, "target")).matches();
        if (outside && !kind.equals("hyperlink")) {
            throw new Found("模板中有指向其他文件或网址的链接（图片、模板等），请改为嵌入后重试。");
        }
        if (ACTIVE_RELATIONS.contains(kind)) {
            throw new Found("模板中含有宏、控件、嵌入对象或插入的其他文件，请全部删除并另存为 .docx 后重试。");
        }
    }

    private static void contentType(String type) throws SAXException {
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.contains("macroenabled")) {
            throw new Found("模板是启用宏的文档，请另存为不带宏的 .docx 后重试。");
        }
        if (ACTIVE_CONTENT.stream().anyMatch(lower::contains)) {
            throw new Found("模板中含有宏、控件或嵌入对象，请全部删除并另存为 .docx 后重试。");
        }
    }

    private void fieldChar(String type) throws SAXException {
        switch (type.toLowerCase(Locale.ROOT)) {
            case "begin" -> {
                Field outer = fields.peek();
                if (fields.size() > 1 && !outer.result && !outer.code.toString().stripLeading().matches("(?s)=.*|\\S+\\s.*")) {
                    // Its own name would be what another field makes of it.
                    throw new Found("模板中有域的名称由其他域拼成，请改为普通的域后重试。");
                }
                fields.push(new Field());
            }
            case "separate" -> {
                check(fields.peek().code.toString());
                fields.peek().result = true;
            }
            case "end" -> {
                check(fields.peek().code.toString());
                if (fields.size() > 1) {
                    fields.pop();
                }
            }
            default -> { }
        }
    }

    @Override
    public void characters(char[] text, int start, int length) {
        if (inCode) {
            fields.peek().code.append(text, start, length);
            allCodes.append(text, start, length);
        }
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        inCode = inCode && !local(name).endsWith("instrtext");
    }

    @Override
    public void endDocument() throws SAXException {
        for (Field field : fields) {
            check(field.code.toString());
        }
        if (FETCHING_ANYWHERE.matcher(allCodes.toString().replaceAll("\\s+", "")).find()) {
            throw new Found("模板中有会读取外部内容的域，请删除后重试。");
        }
    }

    private static void check(String code) throws SAXException {
        if (FETCHING.matcher(code).find()) {
            throw new Found("模板中的域“" + code.strip() + "”会读取外部内容，请删除后重试。");
        }
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }

    private static String value(Attributes attributes, String name) {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (local(attributes.getQName(i)).equals(name)) {
                return attributes.getValue(i).strip();
            }
        }
        return "";
    }
}
