package org.hotline12345.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.common.Refusal;

/**
 * Reads the wording of the State Council's yearly notices (2014 to 2026 and the extension of January 2020) and of local
 * orders written like them. A sentence counts only when all of it is understood; any other one with a date is handed back.
 */
final class NoticeText {

    private static final String DATE = "(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日(?:（([^）]*)）)?";
    private static final Pattern TITLE = Pattern.compile("关于(\\d{4})年部分节假日安排的通知");
    private static final Pattern NUMBER = Pattern.compile("[\\p{IsHan}]{2,12}〔\\d{4}〕\\d+号");
    private static final Pattern DOCUMENT_DATE = Pattern.compile("(\\d{4})年(\\d{1,2})月(\\d{1,2})日");
    private static final Pattern SECTION = Pattern.compile("(?:[一二三四五六七八九十]+、)?([\\p{IsHan}、“”]{2,20})：(.*)");
    private static final Pattern RANGE = Pattern.compile(DATE + "至" + DATE + "放假(?:调休|公休|连休)?(?:，共(\\d+)天)?(?:，不调休|，与周末连休)?");
    private static final Pattern SINGLE = Pattern.compile(DATE + "放假(?:调休)?(\\d+天)?(?:，共1天)?(?:，不调休|，与周末连休)?");
    private static final Pattern WITH_REST = Pattern.compile(DATE + "放假，" + DATE + "补休");
    private static final Pattern WORK = Pattern.compile("((?:" + DATE.replace("(", "(?:").replace("(?:?:", "(?:") + "[、和]?)+)(?:正常)?上班");
    private static final Pattern EXTENDED = Pattern.compile("延长(\\d{4})年([\\p{IsHan}]{2,8})假期至" + DATE + "，" + DATE + "起(?:正常)?上班");
    private static final Pattern ONE_DATE = Pattern.compile(DATE);
    /** Advice and reasons of the notices: dates in them arrange nothing. */
    private static final Pattern NO_ARRANGEMENT = Pattern.compile("鼓励.*|.*《全国年节及纪念日放假办法》.*|据此对放假调休原则.*|除个别特殊情形外.*");
    private static final String WEEKDAYS = "一二三四五六日";

    private final Function<String, LocalDate> lastDayOff;
    private final Map<LocalDate, CalendarVersions.Day> days = new LinkedHashMap<>();
    private final List<String> unread = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int year;
    private String holiday;
    private boolean amendment;
    private LocalDate previous;

    private NoticeText(Function<String, LocalDate> lastDayOff) {
        this.lastDayOff = lastDayOff;
    }

    /**
     * @param year the year it is about, or null to take it from its title
     * @param lastDayOff answers the last day off of a holiday in force, by the holiday's name and year such as
     *     {@code 2020春节}, or null; an extension counts from the day after
     * @throws Refusal INVALID {@code calendar.yearMissing} where neither says the year
     */
    static NoticeReading read(String text, Integer year, Function<String, LocalDate> lastDayOff) {
        return new NoticeText(lastDayOff).read(normal(text), year);
    }

    private NoticeReading read(String text, Integer wanted) {
        String whole = text.replaceAll("\\s", "");
        Matcher title = TITLE.matcher(whole);
        Matcher extended = EXTENDED.matcher(whole);
        if (title.find()) {
            year = Integer.parseInt(title.group(1));
        } else if (extended.find()) {
            year = Integer.parseInt(extended.group(1));
        } else if (wanted != null) {
            year = wanted;
        } else {
            throw Refusal.invalid("calendar.yearMissing", "通知中没有“关于××××年部分节假日安排的通知”，请填写年份（year）。");
        }
        if (wanted != null && wanted != year) {
            warnings.add("填写的年份是" + wanted + "年，通知写的是" + year + "年，按通知");
        }
        String order = null;
        LocalDate noticeOn = null;
        for (String line : text.split("\n")) {
            String plain = line.replaceAll("\\s", "");
            Matcher date = DOCUMENT_DATE.matcher(plain);
            if (date.matches()) {
                noticeOn = date(date.group(1), date.group(2), date.group(3));
            } else {
                Matcher number = NUMBER.matcher(plain);
                order = order == null && number.matches() ? plain : order;
                line(plain);
            }
        }
        return new NoticeReading(year, order, noticeOn, amendment, List.copyOf(days.values()), List.copyOf(unread),
                List.copyOf(warnings));
    }

    private void line(String line) {
        Matcher section = SECTION.matcher(line);
        String rest = line;
        if (section.matches()) {
            holiday = section.group(1).replaceAll("[“”]", "");
            rest = section.group(2);
        }
        previous = null;
        for (String sentence : rest.split("[。；]")) {
            if (!sentence.isEmpty() && !understand(sentence) && sentence.matches(".*\\d{1,2}日.*")) {
                unread.add(sentence);
            }
        }
    }

    /** Takes a sentence over whole or not at all. */
    private boolean understand(String sentence) {
        if (NO_ARRANGEMENT.matcher(sentence).matches()) {
            return true;
        }
        try {
            Matcher matcher = EXTENDED.matcher(sentence);
            if (matcher.matches()) {
                return extend(matcher);
            }
            if (holiday == null) {
                return false;
            }
            matcher = RANGE.matcher(sentence);
            if (matcher.matches()) {
                return range(matcher);
            }
            matcher = SINGLE.matcher(sentence);
            if (matcher.matches()) {
                LocalDate day = day(matcher, 1);
                if (matcher.group(5) != null && !"1天".equals(matcher.group(5))) {
                    return false;
                }
                put(day, CalendarVersions.DayKind.OFF);
                return true;
            }
            matcher = WITH_REST.matcher(sentence);
            if (matcher.matches()) {
                put(day(matcher, 1), CalendarVersions.DayKind.OFF);
                put(day(matcher, 5), CalendarVersions.DayKind.OFF);
                return true;
            }
            matcher = WORK.matcher(sentence);
            if (matcher.matches()) {
                return work(matcher.group(1));
            }
            return false;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private boolean range(Matcher matcher) {
        LocalDate first = day(matcher, 1);
        LocalDate last = day(matcher, 5);
        long length = last.toEpochDay() - first.toEpochDay() + 1;
        if (length < 1 || length > 31) {
            return false;
        }
        if (matcher.group(9) != null && Integer.parseInt(matcher.group(9)) != length) {
            warnings.add(holiday + "写明共" + matcher.group(9) + "天，" + first + "至" + last + "实为" + length + "天");
        }
        first.datesUntil(last.plusDays(1)).forEach(day -> put(day, CalendarVersions.DayKind.OFF));
        return true;
    }

    private boolean work(String dates) {
        List<LocalDate> worked = new ArrayList<>();
        Matcher date = ONE_DATE.matcher(dates);
        while (date.find()) {
            worked.add(day(date, 1));
        }
        for (LocalDate day : worked) {
            if (day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue()) {
                warnings.add("补班日" + day + "不是周六或周日");
            }
            put(day, CalendarVersions.DayKind.WORK);
        }
        return true;
    }

    /** 延长某年某节假期: from the day after the last one off so far. */
    private boolean extend(Matcher matcher) {
        holiday = matcher.group(2);
        LocalDate so = lastDayOff.apply(matcher.group(1) + holiday);
        LocalDate last = day(matcher, 3);
        LocalDate back = day(matcher, 7);
        if (so == null || !last.isAfter(so) || last.isAfter(so.plusDays(31)) || !back.isAfter(last)) {
            return false;
        }
        so.plusDays(1).datesUntil(back).forEach(day -> put(day, CalendarVersions.DayKind.OFF));
        put(back, CalendarVersions.DayKind.WORK);
        amendment = true;
        return true;
    }

    private void put(LocalDate day, CalendarVersions.DayKind kind) {
        CalendarVersions.Day known = days.put(day, new CalendarVersions.Day(day, kind, holiday));
        if (known != null && known.kind() != kind) {
            warnings.add(day + "既写了放假又写了上班，按后写的");
        }
    }

    /** A date of four groups (year, month, day, brackets) beginning at the given one; what it leaves out is as before it. */
    private LocalDate day(Matcher matcher, int group) {
        String month = matcher.group(group + 1);
        if (month == null && previous == null) {
            throw new DateTimeException("a day without its month");
        }
        String inYear = matcher.group(group);
        if (inYear == null) {
            inYear = String.valueOf(month == null ? previous.getYear() : year);
        }
        LocalDate day = date(inYear, month == null ? String.valueOf(previous.getMonthValue()) : month, matcher.group(group + 2));
        weekday(day, matcher.group(group + 3));
        previous = day;
        return day;
    }

    private void weekday(LocalDate day, String brackets) {
        if (brackets == null) {
            return;
        }
        Matcher said = Pattern.compile("(?:周|星期)([一二三四五六日天])").matcher(brackets);
        if (said.find()) {
            char written = said.group(1).charAt(0) == '天' ? '日' : said.group(1).charAt(0);
            char real = WEEKDAYS.charAt(day.getDayOfWeek().getValue() - 1);
            if (written != real) {
                warnings.add(day + "写作周" + written + "，实为周" + real);
            }
        }
    }

    private static LocalDate date(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    /** Half-width brackets, colons and commas as pasted from elsewhere; full-width digits; dashes for 至. */
    private static String normal(String text) {
        StringBuilder normal = new StringBuilder();
        for (char c : text.replace("\r", "").toCharArray()) {
            normal.append(switch (c) {
                case '(' -> '（';
                case ')' -> '）';
                case ':' -> '：';
                case ',' -> '，';
                case ';' -> '；';
                case '—', '–', '-', '～', '~' -> '至';
                case '[', '［' -> '〔';
                case ']', '］' -> '〕';
                default -> c >= '０' && c <= '９' ? (char) (c - '０' + '0') : c;
            });
        }
        return normal.toString().replace("至至", "至");
    }
}
