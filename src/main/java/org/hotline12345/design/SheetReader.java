package org.hotline12345.design;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hotline12345.common.Refusal;

/** Reads a filled-in workbook back as plain texts. A workbook comes from anybody's computer: what could do more than say something is refused. */
final class SheetReader {

    /** Bytes of the file as it is uploaded. */
    static final int LARGEST = 2_000_000;

    private static final int MOST_PARTS = 200;
    private static final int LARGEST_UNPACKED = 20_000_000;
    private static final List<String> ACTIVE_PARTS = List.of("vbaproject", "/macrosheets/", "/externallinks/", "/embeddings/", "/activex/",
            "/ctrlprops/", "/dialogsheets/", "/querytables/", "/connections.xml", "/webextensions/", "customui/");

    /**
     * What the workbook says.
     *
     * @param resource the decision file it was exported from
     */
    record Content(String resource, List<Filled> tables) {
    }

    /**
     * One table as filled in.
     *
     * @param decision id of the decision
     * @param prints row id to the print of what the row showed when it was exported, in order
     */
    record Filled(String decision, String sheet, List<String> header, List<Line> lines, Map<String, String> prints) {
    }

    /**
     * One row as filled in.
     *
     * @param number row of the spreadsheet, from 1
     * @param id row id, empty for a new row
     * @param shown description and cells
     */
    record Line(int number, String id, List<String> shown) {
    }

    private SheetReader() {
    }

    static Content read(byte[] file) {
        inspect(file);
        try (OPCPackage container = OPCPackage.open(new ByteArrayInputStream(file)); XSSFWorkbook book = new XSSFWorkbook(container)) {
            requirePassive(container, book);
            return content(book);
        } catch (Refusal e) {
            throw e;
        } catch (IOException | OpenXML4JException | RuntimeException e) {
            // The library answers damaged and hostile files with many kinds of exceptions; to the person they are one.
            throw unreadable();
        }
    }

    private static Refusal unreadable() {
        return Refusal.invalid("design.unreadableSheet", "无法读取该文件，请上传由本系统导出、保存为 .xlsx 格式的表格。");
    }

    /** Looks at the packed file before anything unpacks it into memory. */
    private static void inspect(byte[] file) {
        if (file.length > LARGEST) {
            throw Refusal.invalid("design.sheetTooLarge", "表格文件不得超过" + LARGEST / 1_000_000 + "MB。");
        }
        Set<String> names = new HashSet<>();
        long unpacked = 0;
        byte[] buffer = new byte[8192];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                String name = '/' + part.getName().toLowerCase(Locale.ROOT);
                if (ACTIVE_PARTS.stream().anyMatch(name::contains)) {
                    throw active();
                }
                if (!names.add(name) || names.size() > MOST_PARTS) {
                    throw unreadable();
                }
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    unpacked += read;
                    if (unpacked > LARGEST_UNPACKED) {
                        throw Refusal.invalid("design.sheetTooLarge", "表格解压后过大，请删除与规则无关的内容后重试。");
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable();
        }
        if (names.isEmpty()) {
            throw unreadable();
        }
    }

    private static Refusal active() {
        return Refusal.invalid("design.activeSheet", "表格中含有宏、外部链接或嵌入对象，请全部删除并另存为 .xlsx 后重试。");
    }

    private static void requirePassive(OPCPackage container, XSSFWorkbook book) throws InvalidFormatException {
        if (book.isMacroEnabled() || !book.getExternalLinksTable().isEmpty()) {
            throw active();
        }
        for (PackagePart part : container.getParts()) {
            if (part.isRelationshipPart()) {
                continue;
            }
            for (PackageRelationship relation : part.getRelationships()) {
                // A hyperlink that the spreadsheet made of an address does nothing until somebody clicks it.
                if (relation.getTargetMode() == TargetMode.EXTERNAL && !relation.getRelationshipType().endsWith("/hyperlink")) {
                    throw active();
                }
            }
        }
    }

    private static Content content(XSSFWorkbook book) {
        Sheet origin = book.getSheet(SheetLayout.ORIGIN);
        if (origin == null || !SheetLayout.FORMAT.equals(plain(origin.getRow(0), 0))) {
            throw Refusal.invalid("design.foreignSheet", "这不是由本系统导出的决策表，请先导出表格，在其中修改后再上传。");
        }
        List<Filled> tables = new ArrayList<>();
        String decision = null;
        String sheet = null;
        Map<String, String> prints = new LinkedHashMap<>();
        for (Row row : origin) {
            String what = plain(row, 0);
            if (what.equals("table")) {
                if (decision != null) {
                    tables.add(filled(book, decision, sheet, prints));
                }
                decision = plain(row, 1);
                sheet = plain(row, 2);
                prints = new LinkedHashMap<>();
            } else if (what.equals("row")) {
                prints.put(plain(row, 1), plain(row, 2));
            }
        }
        if (decision != null) {
            tables.add(filled(book, decision, sheet, prints));
        }
        return new Content(plain(origin.getRow(0), 1), tables);
    }

    private static Filled filled(XSSFWorkbook book, String decision, String name, Map<String, String> prints) {
        Sheet sheet = book.getSheet(name);
        if (sheet == null) {
            throw Refusal.invalid("design.sheetMissing", "找不到工作表「" + CellText.brief(name) + "」，请不要改名或删除工作表。");
        }
        List<String> header = new ArrayList<>();
        Row top = sheet.getRow(0);
        int columns = top == null ? 0 : Math.max(0, top.getLastCellNum());
        for (int i = 0; i < columns; i++) {
            header.add(text(sheet, top.getCell(i), "表头"));
        }
        while (!header.isEmpty() && header.get(header.size() - 1).isEmpty()) {
            header.remove(header.size() - 1);
        }
        for (CellRangeAddress merged : sheet.getMergedRegions()) {
            if (merged.getFirstColumn() < header.size()) {
                throw Refusal.invalid("design.mergedCells", "「" + name + "」第" + (merged.getFirstRow() + 1) + "行第"
                        + CellReference.convertNumToColString(merged.getFirstColumn()) + "列是合并的单元格，请取消合并后逐行填写。");
            }
        }
        return new Filled(decision, name, header, lines(sheet, header), prints);
    }

    private static List<Line> lines(Sheet sheet, List<String> header) {
        List<Line> lines = new ArrayList<>();
        for (Row row : sheet) {
            if (row.getRowNum() == 0) {
                continue;
            }
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < Math.max(header.size(), row.getLastCellNum()); i++) {
                String text = text(sheet, row.getCell(i), i < header.size() ? header.get(i) : "（表头以外）");
                if (i < header.size()) {
                    texts.add(text);
                } else if (!text.isEmpty()) {
                    throw Refusal.invalid("design.extraColumn", "「" + sheet.getSheetName() + "」第" + (row.getRowNum() + 1) + "行"
                            + CellReference.convertNumToColString(i) + "列在表头以外，请删除。");
                }
            }
            if (texts.stream().allMatch(String::isEmpty)) {
                continue;
            }
            lines.add(new Line(row.getRowNum() + 1, texts.get(0), texts.subList(1, texts.size())));
            if (lines.size() > SheetLayout.MOST_ROWS) {
                throw Refusal.invalid("design.tooManyRows", "「" + sheet.getSheetName() + "」超过" + SheetLayout.MOST_ROWS
                        + "行，请删除多余的行，或与流程设计员商量拆成几张表。");
            }
        }
        return lines;
    }

    private static String text(Sheet sheet, Cell cell, String column) {
        if (cell == null) {
            return "";
        }
        String text = switch (cell.getCellType()) {
            case STRING -> cell.getStringCellValue();
            case NUMERIC -> DateUtil.isCellDateFormatted(cell) ? cell.getLocalDateTimeCellValue().toLocalDate().toString()
                    : BigDecimal.valueOf(cell.getNumericCellValue()).stripTrailingZeros().toPlainString();
            case BOOLEAN -> cell.getBooleanCellValue() ? "是" : "否";
            case BLANK, _NONE -> "";
            case FORMULA, ERROR -> throw Refusal.invalid("design.formulaInSheet", "「" + sheet.getSheetName() + "」第"
                    + (cell.getRowIndex() + 1) + "行「" + CellText.brief(column) + "」列是"
                    + (cell.getCellType() == CellType.FORMULA ? "公式" : "错误值") + "，请改为直接填写的内容。");
        };
        return SheetLayout.tidy(text);
    }

    private static String plain(Row row, int column) {
        Cell cell = row == null ? null : row.getCell(column);
        return cell == null || cell.getCellType() != CellType.STRING ? "" : cell.getStringCellValue();
    }
}
