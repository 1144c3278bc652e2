package org.hotline12345.document;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.ExceptionConverter;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.Barcode128;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfGState;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfTemplate;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** A paper of A4 pages: boxes with labels, every page with its number and, across it, who printed it when. */
final class Sheet {

    private static final float TEXT = 10.5f;
    private static final float SMALL = 8.5f;
    private static final Color LINE = new Color(0x55, 0x55, 0x55);
    private static final Color LABEL = new Color(0xEE, 0xF1, 0xF4);
    private static final float[] FOUR = {1.15f, 2.6f, 1.15f, 2.6f};

    private final Fonts fonts;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Document pages = new Document(PageSize.A4, 45, 45, 48, 52);
    private final PdfWriter writer;
    private PdfPTable box;

    /** @param mark who prints it and when, in words */
    Sheet(Fonts fonts, String name, String number, String mark) {
        this.fonts = fonts;
        this.writer = PdfWriter.getInstance(pages, out);
        writer.setPageEvent(new EveryPage(name + " " + number, mark));
        pages.addTitle(name + " " + number);
        pages.addCreationDate();
        pages.open();
    }

    Sheet title(String above, String title, String number) {
        Paragraph first = new Paragraph(fonts.phrase(above, 13, Font.NORMAL));
        first.setAlignment(Element.ALIGN_CENTER);
        Paragraph second = new Paragraph(fonts.phrase(title, 20, Font.BOLD));
        second.setAlignment(Element.ALIGN_CENTER);
        second.setSpacingAfter(6);
        pages.add(first);
        pages.add(second);
        Barcode128 code = new Barcode128();
        code.setCode(number);
        code.setFont(null);
        code.setBarHeight(16);
        PdfPTable head = new PdfPTable(new float[] {1, 1});
        head.setWidthPercentage(100);
        PdfPCell left = new PdfPCell(fonts.phrase("工单编号：" + number, TEXT, Font.BOLD));
        PdfPCell right = new PdfPCell(code.createImageWithBarcode(writer.getDirectContent(), Color.BLACK, Color.BLACK), false);
        right.setHorizontalAlignment(Element.ALIGN_RIGHT);
        for (PdfPCell cell : List.of(left, right)) {
            cell.setBorder(Rectangle.NO_BORDER);
            cell.setPaddingBottom(5);
            head.addCell(cell);
        }
        pages.add(head);
        return this;
    }

    /** Label and value; two such pairs stand in a row. */
    Sheet pair(String label, String value) {
        box().addCell(label(label));
        box().addCell(value(value, TEXT, 1));
        return this;
    }

    /** Label and value over the whole width. */
    Sheet wide(String label, String value) {
        even();
        box().addCell(label(label));
        box().addCell(value(value, TEXT, 3));
        return this;
    }

    /** An empty place to write in, so many points high. */
    Sheet space(String label, float height) {
        even();
        box().addCell(label(label));
        PdfPCell cell = value("", TEXT, 3);
        cell.setMinimumHeight(height);
        box().addCell(cell);
        return this;
    }

    Sheet heading(String text) {
        end();
        Paragraph heading = new Paragraph(fonts.phrase(text, 12, Font.BOLD));
        heading.setLeading(18);
        heading.setSpacingBefore(4);
        heading.setKeepTogether(true);
        pages.add(heading);
        return this;
    }

    Sheet note(String text) {
        end();
        Paragraph note = new Paragraph(fonts.phrase(text, SMALL, Font.NORMAL));
        note.setSpacingBefore(6);
        pages.add(note);
        return this;
    }

    /** Rows of small text under heads that come again on every page. */
    Sheet rows(float[] widths, List<String> heads, List<List<String>> rows) {
        end();
        PdfPTable table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        table.setSpacingBefore(7);
        table.setHeaderRows(1);
        for (String head : heads) {
            PdfPCell cell = new PdfPCell(fonts.phrase(head, SMALL, Font.BOLD));
            frame(cell);
            cell.setBackgroundColor(LABEL);
            table.addCell(cell);
        }
        rows.forEach(row -> row.forEach(text -> table.addCell(value(text, SMALL, 1))));
        pages.add(table);
        return this;
    }

    byte[] pdf() {
        end();
        pages.close();
        return out.toByteArray();
    }

    private PdfPTable box() {
        if (box == null) {
            box = new PdfPTable(FOUR);
            box.setWidthPercentage(100);
            box.setSpacingBefore(7);
            box.setSplitLate(false);
        }
        return box;
    }

    private void even() {
        box().completeRow();
    }

    private void end() {
        if (box != null) {
            box.completeRow();
            pages.add(box);
            box = null;
        }
    }

    private PdfPCell label(String text) {
        PdfPCell cell = new PdfPCell(fonts.phrase(text, TEXT, Font.BOLD));
        frame(cell);
        cell.setBackgroundColor(LABEL);
        return cell;
    }

    private PdfPCell value(String text, float size, int columns) {
        PdfPCell cell = new PdfPCell(fonts.phrase(text, size, Font.NORMAL));
        frame(cell);
        cell.setColspan(columns);
        return cell;
    }

    private static void frame(PdfPCell cell) {
        cell.setBorderColor(LINE);
        cell.setBorderWidth(.6f);
        cell.setLeading(1.5f, 1.25f);
        cell.setPadding(4);
        cell.setPaddingBottom(6);
        cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
    }

    /** What stands on every page. */
    private final class EveryPage extends PdfPageEventHelper {

        private final String name;
        private final String mark;
        private PdfTemplate total;

        EveryPage(String name, String mark) {
            this.name = fonts.printable(name);
            this.mark = fonts.printable(mark);
        }

        @Override
        public void onOpenDocument(PdfWriter to, Document document) {
            total = to.getDirectContent().createTemplate(40, 14);
        }

        @Override
        public void onEndPage(PdfWriter to, Document document) {
            PdfContentByte page = to.getDirectContent();
            page.saveState();
            PdfGState faint = new PdfGState();
            faint.setFillOpacity(.09f);
            page.setGState(faint);
            Phrase across = fonts.phrase(mark, 15, Font.NORMAL);
            for (float y = 120; y < PageSize.A4.getHeight(); y += 165) {
                for (float x = 120; x < PageSize.A4.getWidth() + 100; x += 270) {
                    ColumnText.showTextAligned(page, Element.ALIGN_CENTER, across, x, y, 28);
                }
            }
            page.restoreState();
            ColumnText.showTextAligned(page, Element.ALIGN_LEFT, fonts.phrase(name + "　打印：" + mark, SMALL, Font.NORMAL), 45, 28, 0);
            String number = "第 " + to.getPageNumber() + " 页，共 ";
            float right = PageSize.A4.getWidth() - 45;
            ColumnText.showTextAligned(page, Element.ALIGN_RIGHT, fonts.phrase(number, SMALL, Font.NORMAL), right - 24, 28, 0);
            page.addTemplate(total, right - 24, 28);
        }

        @Override
        public void onCloseDocument(PdfWriter to, Document document) {
            try {
                BaseFont face = fonts.faces().get(0);
                total.beginText();
                total.setFontAndSize(face, SMALL);
                total.showText((to.getPageNumber() - 1) + " 页");
                total.endText();
            } catch (RuntimeException e) {
                throw new ExceptionConverter(e);
            }
        }
    }
}
