package org.hotline12345.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.StylesTable;
import org.hotline12345.common.Refusal;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** An .xlsx as a stream of events; only its table of texts and its styles are in memory. */
final class XlsxReading extends Reading {

    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final OPCPackage container;
    private final XSSFReader parts;
    private final Bounds bounds;
    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final ReadOnlySharedStringsTable texts;
    private final StylesTable styles;
    private boolean since1904;

    private XlsxReading(OPCPackage container, Bounds bounds) throws IOException, OpenXML4JException, SAXException {
        this.container = container;
        this.bounds = bounds;
        this.parts = new XSSFReader(container);
        this.texts = new ReadOnlySharedStringsTable(container, false);
        this.styles = parts.getStylesTable();
        try (InputStream workbook = parts.getWorkbookData()) {
            parse(workbook, new Contents());
        }
    }

    static XlsxReading of(Path file, Bounds bounds) throws IOException {
        Packed.inspect(file, bounds);
        OPCPackage container = null;
        try {
            container = OPCPackage.open(file.toFile(), PackageAccess.READ);
            return new XlsxReading(container, bounds);
        } catch (Refusal refusal) {
            container.revert();
            throw refusal;
        } catch (IOException | OpenXML4JException | SAXException | RuntimeException e) {
            // The library answers damaged and hostile files with many kinds of exceptions; to the person they are one.
            if (container != null) {
                container.revert();
            }
            throw unreadable();
        }
    }

    @Override
    public List<String> sheets() {
        return List.copyOf(sheets.keySet());
    }

    @Override
    public void each(String sheet, Consumer<Line> consumer) {
        String part = sheets.get(sheet);
        if (part == null) {
            throw new IllegalArgumentException("No sheet of that name");
        }
        try (InputStream content = parts.getSheet(part)) {
            parse(content, new SheetEvents(sheet, bounds.rows(), texts, styles, since1904, consumer));
        } catch (IOException | OpenXML4JException | SAXException e) {
            throw unreadable();
        }
    }

    @Override
    public void close() {
        container.revert();
    }

    private static void parse(InputStream content, DefaultHandler handler) throws IOException, SAXException {
        try {
            XMLReader reader = XMLHelper.newXMLReader();
            reader.setContentHandler(handler);
            reader.setErrorHandler(handler);
            reader.parse(new InputSource(content));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The list of sheets; a sheet nobody sees would bring in what nobody looked at. */
    private final class Contents extends DefaultHandler {

        private final List<String> hidden = new ArrayList<>();

        @Override
        public void startElement(String uri, String local, String qualified, Attributes attributes) {
            if (local.equals("workbookPr")) {
                String date = attributes.getValue("date1904");
                since1904 = "1".equals(date) || "true".equals(date);
            } else if (local.equals("sheet")) {
                String name = attributes.getValue("name");
                String state = attributes.getValue("state");
                if (state != null && !state.equals("visible")) {
                    hidden.add(name);
                } else if (sheets.put(name, attributes.getValue(RELATIONS, "id")) != null) {
                    throw unreadable();
                }
            }
        }

        @Override
        public void endDocument() {
            if (!hidden.isEmpty()) {
                throw Refusal.invalid("workbook.hiddenSheet", "工作表「" + String.join("」「", hidden)
                        + "」是隐藏的；请取消隐藏并核对内容，不需要的请删除，然后重新上传。");
            }
            if (sheets.isEmpty()) {
                throw unreadable();
            }
        }
    }
}
