package org.hotline12345.workbook;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;

/** Texts of cells, whatever the spreadsheet made of what somebody typed. */
final class CellTexts {

    /** Digits a spreadsheet keeps; the others it replaces by zeros. */
    private static final int SURE_DIGITS = 15;
    /** Longest number that a spreadsheet writes, with room to spare; whoever writes more wants to keep the reader busy. */
    private static final int LONGEST_NUMBER = 40;
    /** Digits before or zeros behind the point that a spreadsheet can keep: it knows 1E308, and nothing below 1E-324. */
    private static final long MOST_DIGITS = 330;
    private static final String NO_NUMBER = "不是表格软件能保存的数字；请把该列设为“文本”后重新填写";
    /** 9999-12-31. */
    private static final double LAST_DAY = 2_958_466;
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d(\\.\\d+)?[eE][+]?\\d{1,3}");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private CellTexts() {
    }

    static Cell text(String raw) {
        String text = strip(raw);
        if (SCIENTIFIC.matcher(text).matches()) {
            return new Cell(text, "“" + text + "”是被表格软件改成科学计数的长数字，末尾几位已经丢失；请把该列设为“文本”后重新填写");
        }
        return Cell.of(text);
    }

    /**
     * @param raw as the file keeps it, for example {@code 4.3052119900101E17}
     * @throws NumberFormatException for what is no number at all
     */
    static Cell number(String raw) {
        if (raw.length() > LONGEST_NUMBER) {
            return new Cell(raw.substring(0, LONGEST_NUMBER) + "…", NO_NUMBER);
        }
        BigDecimal written = new BigDecimal(raw);
        if (written.signum() == 0) {
            return Cell.of("0");
        }
        // Looked at before anything is done with it: 1E999999999 written out has a billion digits.
        if (Math.abs((long) written.precision() - written.scale()) > MOST_DIGITS) {
            return new Cell(raw, NO_NUMBER);
        }
        BigDecimal number = written.stripTrailingZeros();
        if (number.precision() - number.scale() > SURE_DIGITS) {
            return new Cell(number.toPlainString(), "的数字超过" + SURE_DIGITS
                    + "位，末尾几位已被表格软件改成0；请把该列设为“文本”后重新填写");
        }
        // 0.1 + 0.2 is kept as 0.30000000000000004; the person sees 0.3.
        return Cell.of(new BigDecimal(number.doubleValue(), new java.math.MathContext(SURE_DIGITS)).stripTrailingZeros().toPlainString());
    }

    /** @param serial days since the spreadsheet's first day; below one a time of day */
    static Cell date(double serial, boolean since1904) {
        if (!DateUtil.isValidExcelDate(serial) || serial >= LAST_DAY) {
            return new Cell(String.valueOf(serial), "不是有效的日期");
        }
        LocalDateTime time = DateUtil.getLocalDateTime(serial, since1904, true);
        if (serial < 1) {
            return Cell.of(time.toLocalTime().withNano(0).toString());
        }
        return Cell.of(time.toLocalTime().equals(LocalTime.MIDNIGHT) ? time.toLocalDate().toString() : MINUTES.format(time));
    }

    /** Spreadsheets change line ends, and people leave blanks of several kinds at the ends. */
    static String strip(String raw) {
        String text = raw.replace("\r\n", "\n").replace('\r', '\n').replace("_x000D_", "");
        int start = 0;
        int end = text.length();
        while (start < end && blank(text.charAt(start))) {
            start++;
        }
        while (end > start && blank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean blank(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter) || letter == '\u200B' || letter == '\uFEFF';
    }
}
