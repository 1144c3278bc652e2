package org.hotline12345.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Passing a request on to another hotline (一键转接). The other side confirms with a number of its own, or refuses; then
 * caller and both hotlines talk, and what stays unclear is handled by whoever was called first
 * (国办发〔2022〕12号：首接受理). Nothing goes back to where it came from.
 */
@Component
public class Transfers {

    private static final String IN = "in";
    private static final String OUT = "out";

    private final Tickets tickets;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Transfers(Tickets tickets, JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** Other hotlines, by number. */
    public List<Line> lines() {
        return jdbc.sql("select code, name, emergency from intake_line order by code")
                .query((row, n) -> new Line(row.getString(1), row.getString(2), row.getBoolean(3))).list();
    }

    /** The hotline a code or a call-taker's note names; the longest number wins. */
    Optional<Line> named(String text) {
        return text == null ? Optional.empty() : lines().stream().filter(line -> names(text, line))
                .max(Comparator.comparingInt(line -> line.code().length()));
    }

    private static boolean names(String text, Line line) {
        return text.matches("(?s)(.*[^0-9])?" + line.code() + "([^0-9].*)?");
    }

    Line require(String code) {
        return lines().stream().filter(line -> line.code().equals(code)).findFirst()
                .orElseThrow(() -> Refusal.invalid("intake.unknownLine", "热线「" + code + "」不在目录中，见 GET /api/hotlines。"));
    }

    /** The request came from another hotline. */
    void cameFrom(String ticketNo, Line line, String by) {
        write(ticketNo, IN, line.code(), "accepted", null, null, by);
    }

    /**
     * The call-taker passes the request on.
     *
     * @param confirmationNo what the other side confirmed with during the call, or null while it has not
     */
    void passOn(String ticketNo, Line line, String note, String confirmationNo, String by) {
        write(ticketNo, OUT, line.code(), confirmationNo == null ? "asked" : "confirmed", note, confirmationNo, by);
    }

    /** A dispatcher's own transfer must not go back to where the request came from either. */
    void refuseLoop(String ticketNo, String reason) {
        Optional<Line> to = named(reason);
        if (to.isPresent() && jdbc.sql("select count(*) from intake_transfer where ticket_no = :no and direction = 'in' and line = :line")
                .param("no", ticketNo).param("line", to.get().code()).query(Integer.class).single() > 0) {
            throw loop(to.get());
        }
    }

    static Refusal loop(Line line) {
        return Refusal.rule("intake.transferLoop", line.name() + "转来的诉求不能再转回" + line.name() + "：请受理，或与对方三方通话商定。");
    }

    private void write(String ticketNo, String direction, String line, String state, String note, String confirmationNo, String by) {
        jdbc.sql("insert into intake_transfer (ticket_no, direction, line, state, note, confirmation_no, asked_at, asked_by) "
                        + "values (:no, :direction, :line, :state, :note, :confirmation, :at, :by)")
                .param("no", ticketNo).param("direction", direction).param("line", line).param("state", state).param("note", note)
                .param("confirmation", confirmationNo).param("at", clock.instant().toEpochMilli()).param("by", by).update();
    }

    /** Whether the other side has still to answer. */
    public boolean waits(String ticketNo) {
        return jdbc.sql("select count(*) from intake_transfer where ticket_no = :no and direction = 'out' and state = 'asked'")
                .param("no", ticketNo).query(Integer.class).single() > 0;
    }

    /**
     * The other side's answer.
     *
     * @param accepted whether it takes the request
     * @param confirmationNo its number for it; required when it does
     */
    public void answer(String ticketNo, boolean accepted, String confirmationNo, String note) {
        Actor actor = operator();
        Ticket ticket = tickets.require(ticketNo);
        if (accepted) {
            confirmed(ticket, actor, confirmationNo);
        } else {
            settle(ticketNo, "refused", null, actor);
            ticket.intake().transferAnswered(actor, name(ticketNo) + "不接收" + (note == null ? "" : "：" + note) + "，转三方通话");
        }
    }

    /**
     * What caller and both hotlines agreed on.
     *
     * @param theirs whether the other hotline takes it after all; otherwise, and when it stays unclear, we do
     */
    public void agree(String ticketNo, boolean theirs, String confirmationNo, String note) {
        Actor actor = operator();
        Ticket ticket = tickets.require(ticketNo);
        if (theirs) {
            confirmed(ticket, actor, confirmationNo);
        } else {
            settle(ticketNo, "kept", null, actor);
            ticket.intake().transferAnswered(actor, "三方通话后由本热线受理（首接受理）" + (note == null ? "" : "：" + note));
        }
    }

    private void confirmed(Ticket ticket, Actor actor, String confirmationNo) {
        if (confirmationNo == null) {
            throw Refusal.invalid("intake.confirmationMissing", "请填写对方的受理编号或接线员工号，没有编号不能算转接成功。");
        }
        settle(ticket.ticketNo(), "confirmed", confirmationNo, actor);
        String text = name(ticket.ticketNo()) + "已接收，编号" + confirmationNo;
        ticket.intake().transferAnswered(actor, text);
        ticket.settle(text);
    }

    private void settle(String ticketNo, String state, String confirmationNo, Actor actor) {
        jdbc.sql("update intake_transfer set state = :state, confirmation_no = :confirmation, answered_at = :at, answered_by = :by "
                        + "where ticket_no = :no and direction = 'out'")
                .param("state", state).param("confirmation", confirmationNo).param("at", clock.instant().toEpochMilli())
                .param("by", actor.id()).param("no", ticketNo).update();
    }

    private String name(String ticketNo) {
        return jdbc.sql("select l.name from intake_transfer t join intake_line l on l.code = t.line "
                + "where t.ticket_no = :no and t.direction = 'out'").param("no", ticketNo).query(String.class).single();
    }

    /** How often a request went to and came from other hotlines, oldest first; for the centre. */
    public List<Transfer> of(String ticketNo) {
        Actor actor = actors.current();
        if (!actor.isCentre()) {
            throw Refusal.forbidden("ticket.centreOnly", "只有热线中心人员可以查看转接记录。");
        }
        tickets.visible(ticketNo, actor);
        return jdbc.sql("select t.direction, t.line, l.name, t.state, t.note, t.confirmation_no, t.asked_at, t.asked_by, t.answered_at, "
                        + "t.answered_by from intake_transfer t join intake_line l on l.code = t.line where t.ticket_no = :no "
                        + "order by t.asked_at, t.direction").param("no", ticketNo)
                .query((row, n) -> new Transfer(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getString(5), row.getString(6), time(row.getObject(7, Long.class)), row.getString(8),
                        time(row.getObject(9, Long.class)), row.getString(10))).list();
    }

    private OffsetDateTime time(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }

    private Actor operator() {
        Actor actor = actors.current();
        if (!actor.hasAny("operator", "supervisor", "camunda-admin")) {
            throw Refusal.forbidden("intake.notOperator", "只有话务员可以登记转接结果。");
        }
        return actor;
    }

    /** Another hotline. */
    public record Line(String code, String name, boolean emergency) {
    }

    /** One passing on ({@code out}) or receipt ({@code in}); state asked, confirmed, refused, kept or accepted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Transfer(String direction, String line, String lineName, String state, String note, String confirmationNo,
            OffsetDateTime askedAt, String askedBy, OffsetDateTime answeredAt, String answeredBy) {
    }
}
