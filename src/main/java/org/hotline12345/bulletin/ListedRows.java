package org.hotline12345.bulletin;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.report.Period;
import org.hotline12345.supervision.Interviews;
import org.hotline12345.supervision.OverdueLists;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lists that are frozen with the figures of a period: overdue, interviews, referrals, the province's spot checks. */
@Component
class ListedRows {

    private final OverdueLists overdue;
    private final Interviews interviews;
    private final JdbcClient jdbc;
    private final Clock clock;

    ListedRows(OverdueLists overdue, Interviews interviews, JdbcClient jdbc, Clock clock) {
        this.overdue = overdue;
        this.interviews = interviews;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Listed> of(Period period) {
        List<Listed> rows = new ArrayList<>();
        overdue.printed(period.jurisdiction(), period.to()).forEach(row -> rows.add(new Listed(Listed.OVERDUE, row.ticketNo(), row.unit(),
                row.rungName(), row.limitOn(), row.daysOverdue())));
        interviews.of(period.jurisdiction(), period.from(), period.to()).forEach(interview -> rows.add(new Listed(Listed.INTERVIEW,
                interview.ticketNo(), interview.unit(), "第" + interview.nth() + "次约谈" + (interview.held() == null ? "" : "，已约谈"),
                interview.orderedOn(), 1)));
        overdue.longOverdue(period.jurisdiction(), period.from(), period.to()).forEach(one -> rows.add(new Listed(Listed.REFERRAL,
                one.row().ticketNo(), one.row().unit(), (one.referredOn() == null ? "拟移送" : "已移送")
                        + (one.proposedOn().isBefore(period.from()) ? "（以前提请）" : ""), one.row().limitOn(), one.row().daysOverdue())));
        rows.addAll(spotChecks(period));
        return rows;
    }

    /** What the level above found wrong, by month and unit. */
    private List<Listed> spotChecks(Period period) {
        record Found(String unit, LocalDate month) {
        }
        List<Found> found = jdbc.sql("select s.unit, s.checked_at from supervision_spot_check s join ticket_ticket t on t.ticket_no = s.ticket_no "
                        + "where t.jurisdiction = :place and s.checked_at >= :from and s.checked_at < :until and s.checked_by_level <> 'hotline' "
                        + "and s.satisfied = false").param("place", period.jurisdiction()).param("from", start(period.from()))
                .param("until", start(period.to().plusDays(1))).query((row, n) -> new Found(row.getString(1) == null ? "" : row.getString(1),
                        LocalDate.ofInstant(Instant.ofEpochMilli(row.getLong(2)), clock.getZone()).withDayOfMonth(1))).list();
        return found.stream().distinct().sorted((one, other) -> one.month.equals(other.month) ? one.unit.compareTo(other.unit)
                : one.month.compareTo(other.month)).map(each -> new Listed(Listed.SPOT_CHECK, null, each.unit, "不满意", each.month,
                found.stream().filter(each::equals).count())).toList();
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }
}
