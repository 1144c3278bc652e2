package org.hotline12345.design;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hotline12345.design.DecisionFile.Column;

/** Writes the tables of a decision file as a workbook that somebody can fill in who has never seen a model. */
final class SheetWriter {

    private static final int NARROWEST = 10;
    private static final int WIDEST = 46;
    private static final float LINE = 16f;

    private final XSSFWorkbook book = new XSSFWorkbook();
    private final CellStyle keyHeader = header(IndexedColors.GREY_50_PERCENT);
    private final CellStyle inputHeader = header(IndexedColors.DARK_TEAL);
    private final CellStyle outputHeader = header(IndexedColors.DARK_GREEN);
    private final CellStyle key = body(IndexedColors.GREY_25_PERCENT, true);
    private final CellStyle text = body(null, true);
    private final CellStyle number = body(null, false);
    private final Map<List<String>, String> codes = new LinkedHashMap<>();

    private SheetWriter() {
    }

    /** @param resource name of the decision file, for example {@code dmn/withdrawal.dmn} */
    static byte[] write(String resource, List<SheetLayout> layouts) {
        SheetWriter writer = new SheetWriter();
        try (XSSFWorkbook book = writer.book; ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            List<Sheet> sheets = layouts.stream().map(writer::table).toList();
            writer.guide(layouts);
            writer.codes(layouts);
            for (int i = 0; i < sheets.size(); i++) {
                writer.choices(sheets.get(i), layouts.get(i));
            }
            writer.origin(resource, layouts, sheets);
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Sheet table(SheetLayout layout) {
        String name = WorkbookUtil.createSafeSheetName(layout.table().name());
        for (int turn = 2; book.getSheet(name) != null; turn++) {
            name = WorkbookUtil.createSafeSheetName(turn + layout.table().name());
        }
        Sheet sheet = book.createSheet(name);
        List<String> header = layout.header();
        int[] widths = new int[header.size()];
        Row top = sheet.createRow(0);
        for (int i = 0; i < header.size(); i++) {
            Cell cell = top.createCell(i);
            cell.setCellValue(header.get(i));
            cell.setCellStyle(i < 2 ? keyHeader : layout.table().columns().get(i - 2).input() ? inputHeader : outputHeader);
            widths[i] = Math.min(18, width(header.get(i)));
        }
        List<List<String>> rows = new ArrayList<>();
        for (DecisionFile.Row row : layout.table().rows()) {
            List<String> shown = new ArrayList<>(layout.shown(row));
            shown.add(0, row.id());
            rows.add(shown);
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], shown.get(i).lines().mapToInt(SheetWriter::width).max().orElse(0));
            }
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(NARROWEST, Math.min(i == 0 ? 24 : WIDEST, widths[i] + 2));
            sheet.setColumnWidth(i, widths[i] * 256);
        }
        top.setHeightInPoints(LINE * lines(header, widths));
        for (List<String> shown : rows) {
            Row row = sheet.createRow(sheet.getLastRowNum() + 1);
            for (int i = 0; i < shown.size(); i++) {
                fill(row.createCell(i), shown.get(i), i == 0 ? key : text);
            }
            row.setHeightInPoints(Math.min(400f, LINE * lines(shown, widths)));
        }
        for (int i = 0; i < widths.length; i++) {
            sheet.setDefaultColumnStyle(i, i == 0 ? key : text);
        }
        sheet.createFreezePane(2, 1);
        sheet.setAutoFilter(new CellRangeAddress(0, rows.size(), 0, widths.length - 1));
        sheet.setRepeatingRows(CellRangeAddress.valueOf("1:1"));
        onPages(sheet);
        return sheet;
    }

    /** Printed as wide as the paper and as long as it takes. */
    private static void onPages(Sheet sheet) {
        sheet.getPrintSetup().setLandscape(true);
        sheet.setFitToPage(true);
        sheet.getPrintSetup().setFitHeight((short) 0);
    }

    /** Numbers are numbers, so that the spreadsheet does not complain; everything else is text, so that it changes nothing. */
    private void fill(Cell cell, String shown, CellStyle style) {
        cell.setCellStyle(style);
        if (shown.matches("-?\\d{1,9}(\\.\\d{1,4})?") && new BigDecimal(shown).stripTrailingZeros().toPlainString().equals(shown)
                && cell.getColumnIndex() > 1) {
            cell.setCellStyle(number);
            cell.setCellValue(Double.parseDouble(shown));
        } else {
            cell.setCellValue(shown);
        }
    }

    private void guide(List<SheetLayout> layouts) {
        Sheet sheet = book.createSheet(SheetLayout.GUIDE);
        sheet.setColumnWidth(0, 34 * 256);
        sheet.setColumnWidth(1, 100 * 256);
        onPages(sheet);
        line(sheet, inputHeader, "怎么填", "");
        line(sheet, text, "一行是什么", "一条规则：“条件”各列同时符合，就得出“结果”各列。“说明”用一句话写给看表的人，每行必填。");
        line(sheet, text, "条件留空", "表示这一列不限。");
        line(sheet, text, "条件有多个值", "每行写一个（Alt+Enter换行），或用顿号、逗号、分号隔开，符合其中任意一个即可。以“除外：”开头，表示除了这些以外；“未填”表示没有这一项。");
        line(sheet, text, "代码和名称", "写成“名称[代码]”，只写名称或只写代码也可以；可用的名称和代码见“" + SheetLayout.CODES + "”。");
        line(sheet, text, "数字和日期", "数字列写数字，也可写“< 3”“>= 2”“[1..5]”；日期写成 2026-01-31。");
        line(sheet, text, "以“" + CellText.MARK + "”开头的内容", "是由流程设计员写的表达式，请原样保留；要改请找流程设计员。");
        line(sheet, text, "增加一行", "插入一行，“行编号”留空，其余照填。复制旧行时请清空行编号。");
        line(sheet, text, "删除、调整顺序", "直接删除整行，或剪切后插入到新的位置。");
        line(sheet, text, "不要做的事", "不要改表头、工作表名称和行编号，不要合并单元格，不要用公式、宏和外部链接。");
        line(sheet, text, "填好以后", "上传后成为草稿并列出逐格的改动，经检查、试算和发布后才生效；没有改动的格子保持原样。");
        line(sheet, text, "期间别人也改了表", "互不相干的改动会合在一起；同一行两边都改过的，会指出是哪一行，请重新导出后再改。");
        for (SheetLayout layout : layouts) {
            line(sheet, text, "", "");
            line(sheet, outputHeader, layout.table().name(), policy(layout.table().hitPolicy()));
            for (int i = 0; i < layout.table().columns().size(); i++) {
                Column column = layout.table().columns().get(i);
                List<String> choices = layout.text(i).choices();
                line(sheet, text, SheetLayout.title(column), kind(column.type()) + (choices.isEmpty() ? ""
                        : choices.size() <= 12 ? "可填：" + String.join("、", choices) : "可填的值见“" + SheetLayout.CODES + "”，共" + choices.size() + "个。"));
            }
        }
    }

    private static String policy(String hitPolicy) {
        return switch (hitPolicy) {
            case "FIRST" -> "自上而下，第一条符合的规则生效，后面的不再看：顺序就是优先级。";
            case "COLLECT" -> "所有符合的规则都生效，合在一起；顺序不影响结果。";
            case "RULE ORDER" -> "所有符合的规则都生效，按表中的顺序排列。";
            case "ANY" -> "可以有多条规则符合，但结果必须相同。";
            default -> "最多只能有一条规则符合，条件不得重叠。";
        };
    }

    private static String kind(String type) {
        return switch (type) {
            case "boolean" -> "是或否。";
            case "integer", "long", "double", "number" -> "数字。";
            case "date" -> "日期。";
            case "string" -> "文字。";
            default -> "表达式。";
        };
    }

    private void line(Sheet sheet, CellStyle style, String what, String how) {
        Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
        List<String> texts = List.of(what, how);
        for (int i = 0; i < 2; i++) {
            Cell cell = row.createCell(i);
            cell.setCellValue(texts.get(i));
            cell.setCellStyle(style);
        }
        row.setHeightInPoints(LINE * lines(texts, new int[] {34, 100}));
    }

    /** One column of choices for every different list, and where it stands. */
    private void codes(List<SheetLayout> layouts) {
        Map<List<String>, List<String>> titles = new LinkedHashMap<>();
        for (SheetLayout layout : layouts) {
            for (int i = 0; i < layout.table().columns().size(); i++) {
                List<String> choices = layout.text(i).choices();
                if (!choices.isEmpty() && !layout.table().columns().get(i).type().equals("boolean")) {
                    titles.computeIfAbsent(choices, list -> new ArrayList<>()).add(layout.table().columns().get(i).label());
                }
            }
        }
        if (titles.isEmpty()) {
            return;
        }
        Sheet sheet = book.createSheet(SheetLayout.CODES);
        sheet.createRow(0);
        titles.forEach((choices, labels) -> {
            int column = codes.size();
            Cell top = sheet.getRow(0).createCell(column);
            top.setCellValue(String.join("、", labels.stream().distinct().toList()));
            top.setCellStyle(inputHeader);
            for (int i = 0; i < choices.size(); i++) {
                Row row = sheet.getRow(i + 1) == null ? sheet.createRow(i + 1) : sheet.getRow(i + 1);
                Cell cell = row.createCell(column);
                cell.setCellValue(choices.get(i));
                cell.setCellStyle(text);
            }
            sheet.setColumnWidth(column, Math.min(WIDEST, 2 + choices.stream().mapToInt(SheetWriter::width).max().orElse(NARROWEST) + 4) * 256);
            String letter = CellReference.convertNumToColString(column);
            codes.put(choices, "'" + SheetLayout.CODES + "'!$" + letter + "$2:$" + letter + "$" + (choices.size() + 1));
        });
        sheet.createFreezePane(0, 1);
        onPages(sheet);
    }

    private void choices(Sheet sheet, SheetLayout layout) {
        DataValidationHelper helper = sheet.getDataValidationHelper();
        for (int i = 0; i < layout.table().columns().size(); i++) {
            CellText cell = layout.text(i);
            Column column = layout.table().columns().get(i);
            if (cell.choices().isEmpty()) {
                continue;
            }
            String place = codes.get(cell.choices());
            DataValidationConstraint list = place == null
                    ? helper.createExplicitListConstraint(cell.choices().toArray(String[]::new)) : helper.createFormulaListConstraint(place);
            DataValidation validation = helper.createValidation(list,
                    new CellRangeAddressList(1, SheetLayout.MOST_ROWS, i + 2, i + 2));
            validation.setEmptyCellAllowed(true);
            validation.setShowErrorBox(cell.strict());
            validation.createErrorBox("请从列表中选", "「" + column.label() + "」只能填列表中的值。");
            if (column.input()) {
                validation.setShowPromptBox(true);
                validation.createPromptBox(column.label(), "留空表示不限；多个值每行写一个。");
            }
            sheet.addValidationData(validation);
        }
    }

    private void origin(String resource, List<SheetLayout> layouts, List<Sheet> sheets) {
        Sheet origin = book.createSheet(SheetLayout.ORIGIN);
        entry(origin, SheetLayout.FORMAT, resource, "");
        for (int i = 0; i < layouts.size(); i++) {
            SheetLayout layout = layouts.get(i);
            entry(origin, "table", layout.table().decision(), sheets.get(i).getSheetName());
            layout.table().rows().forEach(row -> entry(origin, "row", row.id(), SheetLayout.print(layout.shown(row))));
        }
        book.setSheetVisibility(book.getSheetIndex(origin), SheetVisibility.VERY_HIDDEN);
    }

    private static void entry(Sheet sheet, String... texts) {
        Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
        for (int i = 0; i < texts.length; i++) {
            row.createCell(i).setCellValue(texts[i]);
        }
    }

    private static int lines(List<String> texts, int[] widths) {
        int most = 1;
        for (int i = 0; i < texts.size(); i++) {
            int room = Math.max(1, widths[i] - 1);
            int lines = texts.get(i).lines().mapToInt(line -> Math.max(1, (width(line) + room - 1) / room)).sum();
            most = Math.max(most, lines);
        }
        return most;
    }

    /** Columns a line takes: a Chinese character is as wide as two Latin ones. */
    private static int width(String line) {
        return line.codePoints().map(c -> c < 0x2E80 ? 1 : 2).sum();
    }

    private CellStyle header(IndexedColors background) {
        CellStyle style = body(background, true);
        Font font = book.createFont();
        font.setBold(true);
        font.setColor(IndexedColors.WHITE.getIndex());
        style.setFont(font);
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        return style;
    }

    private CellStyle body(IndexedColors background, boolean asText) {
        CellStyle style = book.createCellStyle();
        style.setWrapText(true);
        style.setVerticalAlignment(VerticalAlignment.TOP);
        style.setBorderBottom(BorderStyle.HAIR);
        style.setBorderRight(BorderStyle.HAIR);
        if (asText) {
            style.setDataFormat(book.createDataFormat().getFormat("@"));
        }
        if (background != null) {
            style.setFillForegroundColor(background.getIndex());
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        }
        return style;
    }
}
