package org.hotline12345.bulletin;

import java.time.LocalDate;

/** How bulletins are called when nobody says otherwise. */
final class Titles {

    private Titles() {
    }

    static String of(String place, BulletinKind kind, LocalDate from, LocalDate to, String topic) {
        String hotline = place + "12345政务服务便民热线";
        return switch (kind) {
            case DAILY -> hotline + "日报（" + day(from) + "）";
            case WEEKLY -> hotline + "周报（" + day(from) + "至" + day(to) + "）";
            case MONTHLY -> "关于" + months(from, to) + hotline + "运行情况的通报";
            case FACTS -> hotline + months(from, to) + "数据图";
            case ASSESSMENT -> "关于" + months(from, to) + hotline + "三率考核情况的通报";
            case ANNUAL -> hotline + from.getYear() + "年度报告";
            case SPECIAL -> hotline + "特报：" + topic;
        };
    }

    private static String months(LocalDate from, LocalDate to) {
        boolean whole = from.getDayOfMonth() == 1 && to.plusDays(1).getDayOfMonth() == 1;
        if (!whole) {
            return day(from) + "至" + day(to);
        }
        if (from.getYear() == to.getYear()) {
            return from.getYear() + "年" + from.getMonthValue() + (from.getMonthValue() == to.getMonthValue() ? "" : "—" + to.getMonthValue()) + "月";
        }
        return from.getYear() + "年" + from.getMonthValue() + "月—" + to.getYear() + "年" + to.getMonthValue() + "月";
    }

    private static String day(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
