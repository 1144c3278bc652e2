package org.hotline12345.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.ConflictOfInterest;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.Phones;
import org.hotline12345.ticket.Registration;
import org.hotline12345.ticket.RelatedTickets;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketStatus;
import org.hotline12345.ticket.Tickets;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Registers requests: one transaction stores the ticket and starts its process, so an acknowledged request exists
 * exactly once, whatever is sent again.
 */
@Component
public class Intake {

    static final String LIFECYCLE = "ticket-lifecycle";
    private static final Set<String> DESK_OUTCOMES =
            Set.of("instantAnswer", "secondLine", "transfer", "legalRoute", "decline", "needInfo", "invalid");
    private static final Map<String, TicketStatus> ENDS = Map.of(
            "instantAnswer", TicketStatus.CLOSED_INSTANT,
            "transfer", TicketStatus.TRANSFERRED,
            "legalRoute", TicketStatus.LEGAL_ROUTE,
            "decline", TicketStatus.DECLINED,
            "praise", TicketStatus.PRAISED,
            "invalid", TicketStatus.INVALID);

    /** Hotlines that hand requests on through a channel of their own. */
    private static final Map<Channel, String> LINE_OF_CHANNEL = Map.of(Channel.POLICE110, "110", Channel.PROVINCE, "province-12345",
            Channel.CITY, "city-12345");

    private final Tickets tickets;
    private final RelatedTickets related;
    private final Jurisdictions jurisdictions;
    private final Regions regions;
    private final Categories categories;
    private final Units units;
    private final ConflictOfInterest conflicts;
    private final Transfers transfers;
    private final SecondLine secondLine;
    private final Processes processes;
    private final Actors actors;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Intake(Tickets tickets, RelatedTickets related, Jurisdictions jurisdictions, Regions regions, Categories categories,
            Units units, ConflictOfInterest conflicts, Transfers transfers, SecondLine secondLine, Processes processes,
            Actors actors, Clock clock,
            PlatformTransactionManager transactions) {
        this.tickets = tickets;
        this.related = related;
        this.jurisdictions = jurisdictions;
        this.regions = regions;
        this.categories = categories;
        this.units = units;
        this.conflicts = conflicts;
        this.transfers = transfers;
        this.secondLine = secondLine;
        this.processes = processes;
        this.actors = actors;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Registers a request once.
     *
     * @throws Refusal INVALID for bad input, FORBIDDEN for unit staff, RULE {@code intake.contentDiffers} when the same
     *     channel id came before with another content
     */
    public Registered register(NewTicket request) {
        Actor actor = actors.current();
        if (!actor.hasAny("operator", "dispatcher", "supervisor", "channel", "camunda-admin")) {
            throw Refusal.forbidden("intake.notAllowed", "您的账号不能登记诉求。");
        }
        Jurisdiction jurisdiction = jurisdictions.require(Texts.optional("热线所属行政区划", request.jurisdiction(), 12));
        String aboutUnit = aboutUnit(request, jurisdiction);
        Registration registration = check(request, jurisdiction, actor, aboutUnit);
        PassingOn passingOn = passingOn(request, registration);
        try {
            return transaction.execute(status -> known(registration).orElseGet(() -> {
                Ticket ticket = tickets.register(registration, jurisdiction.prefix());
                passingOn.write(ticket.ticketNo(), actor.id());
                if (aboutUnit != null) {
                    ticket.protection().complainsAbout(aboutUnit, conflicts.bars(ticket.kind(), aboutUnit));
                }
                if (Boolean.TRUE.equals(request.urgent())) {
                    ticket.urgency().claim();
                }
                processes.start(LIFECYCLE, ticket.ticketNo(), Map.of());
                return new Registered(ticket, true);
            }));
        } catch (DuplicateKeyException sentTwiceAtOnce) {
            return known(registration).orElseThrow(() -> sentTwiceAtOnce);
        }
    }

    private Optional<Registered> known(Registration registration) {
        if (registration.externalId() == null) {
            return Optional.empty();
        }
        return tickets.byExternalId(registration.channel(), registration.externalId()).map(ticket -> {
            if (!ticket.contentHash().equals(registration.contentHash())) {
                throw Refusal.rule("intake.contentDiffers",
                        "渠道编号「" + registration.externalId() + "」已登记过内容不同的诉求，请更换编号。");
            }
            return new Registered(ticket, false);
        });
    }

    private String aboutUnit(NewTicket request, Jurisdiction jurisdiction) {
        String named = Texts.optional("被反映的单位", request.aboutUnit(), 100);
        return named == null ? null : units.find(named).or(() -> units.byNameOrAlias(jurisdiction.code(), named)).map(Unit::code)
                .orElseThrow(() -> Refusal.invalid("intake.unknownAboutUnit", "没有名为「" + named + "」的单位，见 /api/units。"));
    }

    private Registration check(NewTicket request, Jurisdiction jurisdiction, Actor actor, String aboutUnit) {
        Channel channel = Channel.of(Texts.required("受理渠道", request.channel(), 16));
        Kind kind = request.kind() == null ? Kind.OTHER : Kind.of(request.kind());
        String region = Texts.optional("行政区划代码", request.region(), 12);
        if (region != null && regions.find(region).isEmpty()) {
            throw Refusal.invalid("intake.unknownRegion", "行政区划代码「" + region + "」不存在。");
        }
        String category = Texts.optional("诉求类别", request.category(), 64);
        if (category != null && categories.find(jurisdiction.code(), category).isEmpty()) {
            throw Refusal.invalid("intake.unknownCategory", "诉求类别「" + category + "」不存在，见 /api/categories。");
        }
        Instant now = clock.instant();
        Instant receivedAt = instant(request.receivedAt(), now);
        if (receivedAt.isAfter(now.plusSeconds(300))) {
            throw Refusal.invalid("intake.receivedInFuture", "来件时间不能晚于现在。");
        }
        String name = request.citizen() == null ? null : Texts.optional("诉求人姓名", request.citizen().name(), 60);
        String phone = request.citizen() == null ? null : Phones.dialled(request.citizen().phone());
        NewTicket.Desk desk = request.desk();
        String deskOutcome = desk == null ? null : Texts.optional("当场处置", desk.outcome(), 20);
        String deskNote = desk == null ? null : Texts.optional("当场处置说明", desk.note(), 2000);
        if (deskOutcome != null) {
            if (!DESK_OUTCOMES.contains(deskOutcome)) {
                throw Refusal.invalid("intake.unknownDeskOutcome", "当场处置「" + deskOutcome + "」无效。");
            }
            if (!actor.isCentre()) {
                throw Refusal.forbidden("intake.deskOnly", "只有热线中心人员可以当场处置诉求。");
            }
            if (deskNote == null) {
                throw Refusal.invalid("common.missingField", "请填写当场处置说明。");
            }
        }
        String externalId = Texts.optional("渠道方编号", request.externalId(), 128);
        String address = Texts.optional("具体地点", request.address(), 300);
        String title = Texts.required("标题", request.title(), 200);
        String content = Texts.required("诉求内容", request.content(), 20_000);
        boolean confidential = Boolean.TRUE.equals(request.confidential()) || kind == Kind.REPORT;
        String fingerprint = tickets.fingerprint(jurisdiction.code(), region, address, kind.code(), category, title, content,
                String.valueOf(confidential), name, phone, deskOutcome, deskNote);
        if (aboutUnit != null) {
            fingerprint = tickets.fingerprint(fingerprint, aboutUnit);
        }
        return new Registration(jurisdiction.code(), channel, externalId, fingerprint, kind, category, region, address,
                title, content, confidential, instant(request.externalCutoff(), null), receivedAt, deskOutcome, deskNote,
                name, phone);
    }

    /** Whom the request came from and goes to besides us, checked before anything is stored. */
    private PassingOn passingOn(NewTicket request, Registration registration) {
        String fromCode = Texts.optional("转来的热线", request.fromLine(), 20);
        Transfers.Line from = fromCode == null ? null : transfers.require(fromCode);
        if (from == null && LINE_OF_CHANNEL.containsKey(registration.channel())) {
            from = transfers.require(LINE_OF_CHANNEL.get(registration.channel()));
        }
        Transfers.Line to = null;
        SecondLine.Desk desk = null;
        NewTicket.Desk settled = request.desk();
        if ("transfer".equals(registration.deskOutcome())) {
            String line = Texts.optional("转接的热线", settled.line(), 20);
            to = line == null ? transfers.named(registration.deskNote()).orElse(null) : transfers.require(line);
            if (to != null && to.equals(from)) {
                throw Transfers.loop(to);
            }
        } else if ("secondLine".equals(registration.deskOutcome())) {
            desk = secondLine.require(registration.jurisdiction(), Texts.required("专席", settled.desk(), 32));
        }
        return new PassingOn(from, to, desk, registration.deskNote(),
                settled == null ? null : Texts.optional("受理编号", settled.confirmationNo(), 64));
    }

    private final class PassingOn {

        private final Transfers.Line from;
        private final Transfers.Line to;
        private final SecondLine.Desk desk;
        private final String note;
        private final String confirmationNo;

        PassingOn(Transfers.Line from, Transfers.Line to, SecondLine.Desk desk, String note, String confirmationNo) {
            this.from = from;
            this.to = to;
            this.desk = desk;
            this.note = note;
            this.confirmationNo = confirmationNo;
        }

        void write(String ticketNo, String by) {
            if (from != null) {
                transfers.cameFrom(ticketNo, from, by);
            }
            if (to != null) {
                transfers.passOn(ticketNo, to, note, confirmationNo, by);
            }
            if (desk != null) {
                tickets.require(ticketNo).intake().passToDesk(desk.code());
            }
        }
    }

    private static Instant instant(OffsetDateTime time, Instant otherwise) {
        return time == null ? otherwise : time.toInstant();
    }

    /** Writes down what the urgency table decided; where the danger is nobody's for now, the nearest unit acts first. */
    public void judgeUrgency(String ticketNo, boolean urgent, boolean ownershipPending, String basis) {
        Ticket ticket = tickets.require(ticketNo);
        ticket.urgency().judge(actors.current(), urgent, basis);
        if (ownershipPending) {
            ticket.urgency().leaveOwnershipOpen(actors.current(), basis);
        }
    }

    /** Writes down what the acceptance table decided. */
    public void accept(String ticketNo, String outcome, String reason, String basis) {
        Ticket ticket = tickets.require(ticketNo);
        ticket.intake().recordAcceptance(actors.current(), outcome, reason, basis);
        if ("needInfo".equals(outcome)) {
            ticket.intake().requestSupplement(actors.current(), reason);
        }
    }

    /** The citizen's additions, taken down by an operator. */
    public void supplement(String ticketNo, String text, String category, String region) {
        Ticket ticket = tickets.require(ticketNo);
        if (category != null && categories.find(ticket.jurisdiction(), category).isEmpty()) {
            throw Refusal.invalid("intake.unknownCategory", "诉求类别「" + category + "」不存在，见 /api/categories。");
        }
        if (region != null && regions.find(region).isEmpty()) {
            throw Refusal.invalid("intake.unknownRegion", "行政区划代码「" + region + "」不存在。");
        }
        ticket.intake().supplement(actors.current(), text, category, region);
    }

    /** Nobody supplemented in time. */
    public void missInformation(String ticketNo) {
        tickets.require(ticketNo).intake().missInformation(actors.current());
    }

    /** Ends the ticket at the desk with the status that belongs to the disposition. */
    public void closeAtDesk(String ticketNo, String disposition) {
        TicketStatus end = ENDS.get(disposition);
        if (end == null) {
            throw Refusal.rule("intake.notAnEnd", "处置结果「" + disposition + "」不能在前台办结。");
        }
        Ticket ticket = tickets.require(ticketNo);
        if (end == TicketStatus.TRANSFERRED) {
            transfers.refuseLoop(ticketNo, ticket.closingReason());
        }
        ticket.intake().closeAtDesk(actors.current(), end, ticket.deskNote());
        related.ended(ticket);
    }

    /** The answer to a registration: the ticket as it stands now, and whether this call made it. */
    public record Registered(Ticket ticket, boolean created) {

        public String ticketNo() {
            return ticket.ticketNo();
        }
    }
}
