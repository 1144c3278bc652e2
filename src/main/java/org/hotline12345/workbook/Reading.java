package org.hotline12345.workbook;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.hotline12345.common.Refusal;

/**
 * Reads an uploaded .xlsx or .csv row by row, so that its size costs time and not memory. What could do more than say
 * something, and what cannot be read with certainty, is refused with the reason.
 */
public abstract class Reading implements Closeable {

    /** Widest sheet that is read, in columns. */
    static final int MOST_COLUMNS = 200;

    Reading() {
    }

    /**
     * Opens an upload; nothing of it is kept in memory.
     *
     * @param file where the upload lies
     * @param name what the person called it; tells .csv from .xlsx and names the one sheet of a .csv
     * @throws Refusal INVALID {@code workbook.…} with the reason
     */
    public static Reading open(Path file, String name, Bounds bounds) {
        try {
            if (Files.size(file) > bounds.bytes()) {
                throw Refusal.invalid("workbook.tooLarge", "文件超过" + bounds.bytes() / 1_000_000 + "MB，请分成几个文件上传。");
            }
            if (Files.size(file) == 0) {
                throw Refusal.invalid("workbook.empty", "文件是空的，请确认保存后再上传。");
            }
            String extension = name == null ? "" : name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            return switch (kind(file)) {
                case PACKED -> XlsxReading.of(file, bounds);
                case OLD -> throw Refusal.invalid("workbook.oldFormat", "这是旧格式（.xls）或加了密码的表格，请取消密码并另存为 .xlsx 后上传。");
                case OTHER -> {
                    if (!extension.equals("csv")) {
                        throw Refusal.invalid("workbook.notAWorkbook", "只能上传 .xlsx 或 .csv 文件，这个文件两者都不是。");
                    }
                    yield CsvReading.of(file, name, bounds);
                }
            };
        } catch (IOException e) {
            throw unreadable();
        }
    }

    /** Visible sheets in their order. */
    public abstract List<String> sheets();

    /**
     * Every row of a sheet that says something, from the first one on.
     *
     * @throws Refusal INVALID {@code workbook.…} for merged cells, too many rows, damaged content
     */
    public abstract void each(String sheet, Consumer<Line> consumer);

    @Override
    public abstract void close();

    static Refusal unreadable() {
        return Refusal.invalid("workbook.unreadable", "无法读取该文件，可能已损坏；请用表格软件打开后另存为 .xlsx 再上传。");
    }

    static Refusal tooManyRows(String sheet, int rows) {
        return Refusal.invalid("workbook.tooManyRows", "「" + sheet + "」超过" + rows + "行，请删除多余的行，或分成几个文件上传。");
    }

    private enum Kind { PACKED, OLD, OTHER }

    private static Kind kind(Path file) throws IOException {
        byte[] start = new byte[4];
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(start, 0, 4);
        }
        if (start[0] == 'P' && start[1] == 'K') {
            return Kind.PACKED;
        }
        return (start[0] & 0xff) == 0xD0 && (start[1] & 0xff) == 0xCF ? Kind.OLD : Kind.OTHER;
    }
}
