package org.hotline12345.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Settings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shows a citizen's name and phone in clear to named roles only, each look written down with its reason before it is
 * answered (举报人信息泄露而查不出谁看过：国标 GB/T 33358-2016 要求工单可保密). Rows are added, never changed.
 */
@Component
public class IdentityLooks {

    /** Roles whose work is to speak with citizens, or to answer for those who do. */
    private static final String[] NAMED_ROLES = {"operator", "callback", "supervisor"};

    private final AuditTrail trail;
    private final Tickets tickets;
    private final IdentityVault vault;
    private final IdentityText identityText;
    private final Settings settings;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    IdentityLooks(Tickets tickets, IdentityVault vault, IdentityText identityText, Settings settings, JdbcClient jdbc,
            Actors actors, Clock clock, AuditTrail trail) {
        this.trail = trail;
        this.tickets = tickets;
        this.vault = vault;
        this.identityText = identityText;
        this.settings = settings;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Who asked.
     *
     * @param door by which way the person asked, for the log
     */
    @Transactional
    public Seen look(String ticketNo, String reason, String door) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        if (!ticket.isVisibleTo(actor)) {
            throw Tickets.unknown(ticketNo);
        }
        if (!actor.isCentre()) {
            throw Refusal.forbidden("ticket.identityNotForUnits", "承办单位不能查看诉求人信息；需要联系诉求人的，请通过热线中心代为联系。");
        }
        if (!actor.hasAny(NAMED_ROLES)) {
            throw Refusal.forbidden("ticket.identityNotForRole", "只有话务员、回访员和督办员可以查看诉求人信息。");
        }
        if (ticket.confidential() && Arrays.stream(settings.text(ticket.jurisdiction(), "identity.confidentialRoles").split(","))
                .noneMatch(actor::has)) {
            throw Refusal.forbidden("ticket.identityConfidential", "本工单保密，您的角色不能查看诉求人信息；确需联系的，请交由指定人员办理。");
        }
        if (EffectiveText.length(reason) < 4) {
            throw Refusal.invalid("ticket.lookReasonTooShort", "请写明查看理由，不少于4个字。");
        }
        jdbc.sql("insert into ticket_identity_look (id, ticket_no, looked_at, looked_by, reason, door, confidential) "
                        + "values (:id, :no, :at, :by, :reason, :door, :confidential)")
                .param("id", UUID.randomUUID().toString()).param("no", ticketNo).param("at", clock.instant().toEpochMilli())
                .param("by", actor.id()).param("reason", identityText.scrub(ticketNo, reason)).param("door", door)
                .param("confidential", ticket.confidential()).update();
        trail.record(new Entry(AuditTrail.REVEAL, "诉求人信息", ticketNo,
                "查看诉求人姓名和电话：" + identityText.scrub(ticketNo, reason) + (ticket.confidential() ? "（保密工单）" : "")));
        trail.seen(ticketNo, AuditTrail.Look.IDENTITY);
        return vault.find(ticketNo).map(known -> new Seen(known.name(), known.phone())).orElse(new Seen(null, null));
    }

    /** Who saw the citizen of a ticket, newest first; for supervisors and administrators. */
    public Page<Look> looks(String ticketNo, int page, int size) {
        Page.check(page, size);
        Actor actor = actors.current();
        tickets.visible(ticketNo, actor);
        if (!actor.hasAny("supervisor", "camunda-admin")) {
            throw Refusal.forbidden("ticket.looksNotForRole", "只有督办员和系统管理员可以查询查看记录。");
        }
        return Page.of(jdbc.sql("select looked_at, looked_by, reason, door, confidential from ticket_identity_look "
                        + "where ticket_no = :no order by looked_at desc, id desc limit :limit offset :offset")
                .param("no", ticketNo).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> look(row)).list(), page, size);
    }

    private Look look(ResultSet row) throws SQLException {
        return new Look(TicketRows.instant(row, "looked_at").atZone(clock.getZone()).toOffsetDateTime(),
                row.getString("looked_by"), row.getString("reason"), row.getString("door"), row.getBoolean("confidential"));
    }

    /** Name and phone in clear: for the one answer, never kept. */
    public record Seen(String name, String phone) {

        @Override
        public String toString() {
            return "Seen[sealed]";
        }
    }

    /** One look: who, when, why, through which door, and whether the ticket was confidential then. */
    public record Look(OffsetDateTime at, String by, String reason, String door, boolean confidential) {
    }
}
