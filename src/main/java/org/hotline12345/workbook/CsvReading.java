package org.hotline12345.workbook;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hotline12345.common.Refusal;

/** A .csv in UTF-8, or in GBK where that is certain; its one sheet is called as the file. */
final class CsvReading extends Reading {

    private static final Charset GBK = Charset.forName("GB18030");

    private final String text;
    private final String sheet;
    private final Bounds bounds;

    private CsvReading(String text, String sheet, Bounds bounds) {
        this.text = text;
        this.sheet = sheet;
        this.bounds = bounds;
    }

    static CsvReading of(Path file, String name, Bounds bounds) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (startsWith(content, 0xFF, 0xFE) || startsWith(content, 0xFE, 0xFF)) {
            throw Refusal.invalid("workbook.encoding", "CSV 文件的编码是 UTF-16（“Unicode 文本”），请另存为“CSV UTF-8”或 .xlsx 后上传。");
        }
        for (byte one : content) {
            if (one == 0) {
                throw Refusal.invalid("workbook.notAWorkbook", "这个文件不是文本，不能作为 CSV 读取；请另存为 .xlsx 或“CSV UTF-8”后上传。");
            }
        }
        String plain = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return new CsvReading(decode(content), plain.substring(0, plain.length() - ".csv".length()), bounds);
    }

    private static boolean startsWith(byte[] content, int first, int second) {
        return content.length > 1 && (content[0] & 0xff) == first && (content[1] & 0xff) == second;
    }

    private static String decode(byte[] content) {
        String utf8 = decode(content, StandardCharsets.UTF_8);
        if (utf8 != null) {
            return utf8.startsWith("\uFEFF") ? utf8.substring(1) : utf8;
        }
        String gbk = decode(content, GBK);
        if (gbk != null && gbk.codePoints().allMatch(CsvReading::usualInChinese)) {
            return gbk;
        }
        throw Refusal.invalid("workbook.encoding",
                "无法确定 CSV 文件的编码（既不是 UTF-8，也不是可靠的 GBK），读出来可能是乱码；请另存为“CSV UTF-8”或 .xlsx 后上传。");
    }

    private static String decode(byte[] content, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(content));
            return text.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Other encodings read as GBK are full of letters that no Chinese table has. */
    private static boolean usualInChinese(int letter) {
        return letter < 0x80 && (letter >= 0x20 || letter == '\n' || letter == '\r' || letter == '\t')
                || letter >= 0x4E00 && letter <= 0x9FFF || letter >= 0x3000 && letter <= 0x303F
                || letter >= 0xFF01 && letter <= 0xFF5E || "·—‘’“”…《》〇℃×".indexOf(letter) >= 0;
    }

    @Override
    public List<String> sheets() {
        return List.of(sheet);
    }

    @Override
    public void each(String wanted, Consumer<Line> consumer) {
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
        try (Reader reader = new java.io.StringReader(text); CSVParser records = CSVParser.parse(reader, format)) {
            int filled = 0;
            int number = 1;
            for (CSVRecord record : records) {
                // A record of several lines is one row of the spreadsheet.
                List<Cell> cells = new ArrayList<>();
                for (String value : record) {
                    cells.add(cell(value));
                }
                Line line = new Line(sheet, number++, cells);
                if (line.isEmpty()) {
                    continue;
                }
                if (cells.size() > MOST_COLUMNS) {
                    throw Refusal.invalid("workbook.tooWide", "「" + sheet + "」第 " + line.number() + " 行的列太多，请检查引号和逗号。");
                }
                if (++filled > bounds.rows() + 1) {
                    throw tooManyRows(sheet, bounds.rows());
                }
                consumer.accept(line);
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw Refusal.invalid("workbook.brokenCsv", "CSV 文件的引号不成对或格式有误，请另存为 .xlsx 后上传。");
        }
    }

    private static Cell cell(String value) {
        String stripped = CellTexts.strip(value);
        if (stripped.startsWith("=")) {
            return new Cell(stripped, "是公式，请改为直接填写的内容");
        }
        return CellTexts.text(stripped);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
