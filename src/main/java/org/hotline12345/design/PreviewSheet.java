package org.hotline12345.design;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;

/** A preview as a workbook to hand on: the whole, by unit, by category, ticket by ticket; without titles. */
@Component
public class PreviewSheet {

    private static final int ROWS_HELD = 200;
    private static final int PART = 1000;
    /** What one sheet of a workbook holds, less its heading. */
    private static final int MOST_ROWS = 1_048_000;

    private final Previews previews;

    PreviewSheet(Previews previews) {
        this.previews = previews;
    }

    /**
     * Refuses what cannot be exported, before anything is written.
     *
     * @throws Refusal RULE {@code design.previewNotDone}
     */
    public Preview require(String id) {
        Preview preview = previews.require(id);
        if (!preview.state().equals("done")) {
            throw Refusal.rule("design.previewNotDone", "预览完成后才能导出。");
        }
        return preview;
    }

    /** Writes the workbook; a part of the rows is held at a time. */
    public void write(Preview preview, OutputStream out) throws IOException {
        try (SXSSFWorkbook book = new SXSSFWorkbook(ROWS_HELD)) {
            Sheet whole = sheet(book, "汇总", "项目", "现行", "草稿", "变化");
            line(whole, "工单数", preview.summary().tickets());
            line(whole, "不同的输入", preview.summary().inputs());
            line(whole, "结果有变化的工单", preview.summary().changed());
            preview.summary().measures().forEach(figure -> line(whole, figure.name(), figure.before(), figure.after(), figure.moved()));
            Sheet byUnit = sheet(book, "按单位", "单位", "项目", "现行", "草稿", "变化");
            preview.byUnit().forEach(figure -> line(byUnit, figure.name(), figure.measureName(), figure.before(), figure.after(), figure.moved()));
            Sheet byCategory = sheet(book, "按类别", "类别", "项目", "现行", "草稿", "变化");
            preview.byCategory().forEach(figure ->
                    line(byCategory, figure.name(), figure.measureName(), figure.before(), figure.after(), figure.moved()));
            Sheet tickets = sheet(book, "逐单", "工单编号", "类别", "现行", "草稿", "造成变化的规则");
            long place = 1;
            List<Preview.Item> part = previews.itemsFrom(preview.id(), place, PART);
            while (!part.isEmpty() && place < MOST_ROWS) {
                part.forEach(item -> line(tickets, item.ticketNo(), item.category(), item.before(), item.after(), reasons(item.rows())));
                place += part.size();
                part = previews.itemsFrom(preview.id(), place, PART);
            }
            book.write(out);
        }
    }

    private static String reasons(List<Preview.Reason> reasons) {
        return reasons.stream().map(reason -> (reason.side().equals("before") ? "现行 " : "草稿 ") + reason.decision() + " "
                + reason.row() + "：" + reason.description()).collect(Collectors.joining("\n"));
    }

    private static Sheet sheet(SXSSFWorkbook book, String name, String... headings) {
        Sheet sheet = book.createSheet(name);
        line(sheet, (Object[]) headings);
        sheet.createFreezePane(0, 1);
        return sheet;
    }

    private static void line(Sheet sheet, Object... values) {
        Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
        for (Object value : values) {
            Cell cell = row.createCell(Math.max(0, row.getLastCellNum()));
            if (value instanceof Number number) {
                cell.setCellValue(number.doubleValue());
            } else if (value != null) {
                cell.setCellValue(value.toString());
            }
        }
    }
}
