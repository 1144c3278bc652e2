package org.hotline12345.paper;

import com.deepoove.poi.policy.AbstractRenderPolicy;
import com.deepoove.poi.render.RenderContext;
import com.deepoove.poi.xwpf.BodyContainer;
import com.deepoove.poi.xwpf.BodyContainerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.xwpf.usermodel.Document;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableRowAlign;
import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPicture;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;

/** Sets blocks in the place of a tag, in the template's own styles. */
final class BlockPolicy extends AbstractRenderPolicy<List<Block>> {

    static final String HEAD = "表头";
    static final String CELL = "表格文字";
    static final String SMALL_HEAD = "小字表头";
    static final String SMALL_CELL = "表格小字";
    static final String PICTURE = "图";
    /** Twentieths of a point between the margins of the page; what a template's section says goes before. */
    private static final int USUAL_WIDTH = 8844;
    private static final double MM = 36_000;
    /** Rows of a table that is kept on one page. */
    private static final int SHORT = 12;

    @Override
    protected boolean validate(List<Block> blocks) {
        return blocks != null;
    }

    @Override
    public void doRender(RenderContext<List<Block>> context) {
        XWPFRun tag = context.getRun();
        XWPFDocument document = context.getXWPFDocument();
        BodyContainer body = BodyContainerFactory.getBodyContainer(tag);
        boolean newPage = false;
        for (Block block : context.getData()) {
            if (block instanceof Block.NewPage) {
                newPage = true;
            } else if (block instanceof Block.Text text) {
                XWPFParagraph paragraph = body.insertNewParagraph(tag);
                paragraph.setPageBreak(newPage);
                set(document, paragraph, text);
                newPage = false;
            } else if (block instanceof Block.Table table) {
                set(document, body.insertNewTable(tag, table.rows().size() + (table.total() == null ? 1 : 2), table.heads().size()), table);
            } else if (block instanceof Block.Picture picture) {
                XWPFParagraph paragraph = body.insertNewParagraph(tag);
                paragraph.setPageBreak(newPage);
                set(document, paragraph, picture);
                newPage = false;
            }
        }
    }

    @Override
    protected void afterRender(RenderContext<List<Block>> context) {
        clearPlaceholder(context, true);
    }

    private static void set(XWPFDocument document, XWPFParagraph paragraph, Block.Text text) {
        paragraph.setStyle(style(document, text.style()));
        if (text.lead() != null) {
            XWPFRun lead = paragraph.createRun();
            lead.setBold(true);
            lead.setText(Printable.text(text.lead()));
        }
        paragraph.createRun().setText(Printable.text(text.text()));
    }

    private static void set(XWPFDocument document, XWPFParagraph paragraph, Block.Picture picture) {
        paragraph.setStyle(style(document, PICTURE));
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        try {
            XWPFPicture drawn = paragraph.createRun().addPicture(new ByteArrayInputStream(picture.png()), Document.PICTURE_TYPE_PNG, "chart.png",
                    (int) (picture.width() * MM), (int) (picture.height() * MM));
            drawn.getCTPicture().getNvPicPr().getCNvPr().setDescr(Printable.text(picture.alt()));
        } catch (InvalidFormatException | IOException e) {
            throw new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static void set(XWPFDocument document, XWPFTable paper, Block.Table table) {
        int whole = width(document);
        int weights = table.weights().stream().mapToInt(Integer::intValue).sum();
        int[] widths = table.weights().stream().mapToInt(weight -> whole * weight / weights).toArray();
        paper.setTableAlignment(TableRowAlign.CENTER);
        paper.setWidthType(TableWidthType.DXA);
        paper.setWidth(whole);
        CTTblPr look = paper.getCTTbl().getTblPr();
        (look.isSetTblLayout() ? look.getTblLayout() : look.addNewTblLayout()).setType(STTblLayoutType.FIXED);
        borders(paper);
        if (paper.getCTTbl().getTblGrid() == null) {
            paper.getCTTbl().addNewTblGrid();
        }
        while (paper.getCTTbl().getTblGrid().sizeOfGridColArray() > 0) {
            paper.getCTTbl().getTblGrid().removeGridCol(0);
        }
        for (int each : widths) {
            paper.getCTTbl().getTblGrid().addNewGridCol().setW(BigInteger.valueOf(each));
        }
        XWPFTableRow head = paper.getRow(0);
        head.setRepeatHeader(true);
        String heads = table.small() ? SMALL_HEAD : HEAD;
        fill(document, head, table.heads(), widths, table, heads, true);
        for (int i = 0; i < table.rows().size(); i++) {
            fill(document, paper.getRow(i + 1), table.rows().get(i), widths, table, table.small() ? SMALL_CELL : CELL, false);
        }
        if (table.total() != null) {
            fill(document, paper.getRow(table.rows().size() + 1), table.total(), widths, table, heads, false);
        }
        keepTogether(paper, table);
    }

    /** A short table stays on one page, and a total never stands alone. */
    private static void keepTogether(XWPFTable paper, Block.Table table) {
        int rows = paper.getNumberOfRows();
        for (int i = table.rows().size() <= SHORT ? 0 : Math.max(0, rows - 3); i < rows - 1; i++) {
            paper.getRow(i).getTableCells().forEach(cell -> cell.getParagraphs().forEach(paragraph -> paragraph.setKeepNext(true)));
        }
    }

    private static void fill(XWPFDocument document, XWPFTableRow row, List<String> texts, int[] widths, Block.Table table, String style, boolean head) {
        row.setCantSplitRow(true);
        for (int i = 0; i < widths.length; i++) {
            XWPFTableCell cell = row.getCell(i);
            cell.setWidthType(TableWidthType.DXA);
            cell.setWidth(String.valueOf(widths[i]));
            cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
            XWPFParagraph paragraph = cell.getParagraphs().get(0);
            paragraph.setStyle(style(document, style));
            paragraph.setAlignment(head ? ParagraphAlignment.CENTER : table.numbers().contains(i) ? ParagraphAlignment.RIGHT : ParagraphAlignment.LEFT);
            paragraph.createRun().setText(Printable.text(texts.get(i)));
        }
    }

    private static void borders(XWPFTable table) {
        XWPFTable.XWPFBorderType line = XWPFTable.XWPFBorderType.SINGLE;
        table.setTopBorder(line, 8, 0, "000000");
        table.setBottomBorder(line, 8, 0, "000000");
        table.setLeftBorder(line, 4, 0, "000000");
        table.setRightBorder(line, 4, 0, "000000");
        table.setInsideHBorder(line, 4, 0, "000000");
        table.setInsideVBorder(line, 4, 0, "000000");
        table.setCellMargins(20, 70, 20, 70);
    }

    private static int width(XWPFDocument document) {
        var section = document.getDocument().getBody().getSectPr();
        if (section == null || !section.isSetPgSz() || !section.isSetPgMar()) {
            return USUAL_WIDTH;
        }
        return twentieths(section.getPgSz().getW()) - twentieths(section.getPgMar().getLeft()) - twentieths(section.getPgMar().getRight());
    }

    private static int twentieths(Object measure) {
        return (int) Math.round(Double.parseDouble(measure.toString()));
    }

    private static String style(XWPFDocument document, String name) {
        XWPFStyle style = document.getStyles() == null ? null : document.getStyles().getStyleWithName(name);
        return style == null ? null : style.getStyleId();
    }
}
