package org.hotline12345.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hotline12345.common.Actor;
import org.hotline12345.common.FormerNames;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads tickets for people: what each may see, names in Chinese, instants with offset. */
@Component
public class TicketViews {

    private final Tickets tickets;
    private final IdentityVault vault;
    private final IdentityText identityText;
    private final JdbcClient jdbc;
    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final FormerNames names;
    private final Clock clock;

    TicketViews(Tickets tickets, IdentityVault vault, IdentityText identityText, JdbcClient jdbc, Units units, Categories categories,
            Regions regions, FormerNames names, Clock clock) {
        this.tickets = tickets;
        this.vault = vault;
        this.identityText = identityText;
        this.jdbc = jdbc;
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.names = names;
        this.clock = clock;
    }

    /** The ticket with its units and replies; Refusal 404 when the person may not know of it. */
    public TicketView ticket(String ticketNo, Actor actor) {
        return view(tickets.visible(ticketNo, actor), actor);
    }

    /**
     * The matter as told to somebody who is asked about it and need not see the ticket, such as an expert: without contact,
     * units' words and limits, and with the citizen's name and every phone number taken out of the text; of a confidential
     * ticket no address either.
     */
    public TicketView forAdvice(String ticketNo) {
        Ticket ticket = tickets.visible(ticketNo, Actor.SYSTEM);
        Registration r = ticket.registration;
        UnaryOperator<String> words = text -> identityText.scrub(ticketNo, text);
        return new TicketView(ticket.ticketNo(), ticket.status, ticket.status.label(), r.jurisdiction(), r.channel().code(),
                r.channel().label(), ticket.kind, ticket.kind.label(), ticket.category, categoryName(ticket), ticket.region,
                ticket.region == null ? null : regions.find(ticket.region).map(Region::name).orElse(null),
                ticket.confidential() ? null : words.apply(r.address()), words.apply(r.title()), words.apply(ticket.content),
                ticket.confidential(), null, ticket.aboutUnit, unitName(ticket.aboutUnit), ticket.supervised, null,
                time(r.receivedAt()), time(ticket.registeredAt), null, null, time(ticket.closedAt), null, null, ticket.round,
                ticket.returns, marks(ticket, List.of()), null, null, List.of());
    }

    /** The ticket as told to whoever has just registered it, a channel account included; a new one is not read again. */
    public TicketView registered(Ticket ticket, Actor actor) {
        Registration r = ticket.registration;
        return r.citizenName() == null && r.citizenPhone() == null ? view(ticket, actor)
                : view(ticket, actor, Map.of(), List.of(), () -> Optional.of(new IdentityVault.Identity(r.citizenName(), r.citizenPhone())));
    }

    private TicketView view(Ticket ticket, Actor actor) {
        Map<String, String[]> replies = new HashMap<>();
        jdbc.sql("select id, reply, public_reply from ticket_dispatch where ticket_no = :no and reply is not null")
                .param("no", ticket.ticketNo()).query(row -> {
                    replies.put(row.getString(1), new String[] {row.getString(2), row.getString(3)});
                });
        List<String> tags = jdbc.sql("select tag from ticket_tag where ticket_no = :no order by tag").param("no", ticket.ticketNo())
                .query(String.class).list();
        return view(ticket, actor, replies, tags, () -> vault.find(ticket.ticketNo()));
    }

    private static TicketView.Marks marks(Ticket ticket, List<String> tags) {
        return new TicketView.Marks(ticket.urgent() ? Boolean.TRUE : null, ticket.ownershipPending ? Boolean.TRUE : null,
                ticket.urges == 0 ? null : ticket.urges, ticket.reopened == 0 ? null : ticket.reopened, ticket.parentNo,
                IntStream.rangeClosed(1, ticket.parts).mapToObj(n -> Tickets.partNo(ticket.ticketNo, n)).toList(),
                ticket.callbackWaived ? Boolean.TRUE : null, ticket.openOrders == 0 ? null : ticket.openOrders,
                ticket.exclusion, tags);
    }

    private TicketView view(Ticket ticket, Actor actor, Map<String, String[]> replies, List<String> tags,
            Supplier<Optional<IdentityVault.Identity>> identity) {
        Registration r = ticket.registration;
        Optional<IdentityVault.Identity> known = identity.get();
        IdentityText.Reporter reporter = IdentityText.of(known.orElse(null));
        UnaryOperator<String> words = isCovered(ticket, actor) ? reporter::cover : UnaryOperator.identity();
        boolean named = ticket.confidential()
                && (reporter.isIn(r.title()) || reporter.isIn(ticket.content()) || reporter.isIn(r.address()));
        return new TicketView(ticket.ticketNo(), ticket.status, ticket.status.label(), r.jurisdiction(), r.channel().code(),
                r.channel().label(), ticket.kind, ticket.kind.label(), ticket.category, categoryName(ticket),
                ticket.region, ticket.region == null ? null : regions.find(ticket.region).map(Region::name).orElse(null),
                words.apply(r.address()), words.apply(r.title()), words.apply(ticket.content), ticket.confidential(),
                named ? Boolean.TRUE : null, ticket.aboutUnit, unitName(ticket.aboutUnit), ticket.supervised,
                contact(ticket, actor, known),
                time(r.receivedAt()), time(ticket.registeredAt), time(ticket.dispatchedAt), time(r.externalCutoff()),
                time(ticket.closedAt), words.apply(ticket.closingReason), ticket.mergedInto, ticket.round, ticket.returns, marks(ticket, tags),
                new TicketView.Callback(ticket.surveyAttempts, ticket.callAttempts, ticket.callReached,
                        ticket.evaluations, ticket.defaulted, ticket.authentic, ticket.solved, ticket.satisfied),
                deadlines(ticket, actor), ticket.dispatches.stream()
                        .filter(d -> actor.readsTickets() || actor.isSystem() || d.givesSight())
                        .map(d -> unit(ticket, d, replies.get(d.id), actor, words)).toList());
    }

    /** The whole history, oldest first. */
    public List<TicketEventView> events(String ticketNo, Actor actor) {
        return lastEvents(ticketNo, actor, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** What the ruling table proposes for a unit's return that waits for a ruling. */
    public Optional<Proposal> proposal(String ticketNo, String unit) {
        return jdbc.sql("select proposal, proposal_basis, return_reason, return_proposed_unit, return_basis from ticket_dispatch "
                        + "where ticket_no = :no and unit = :unit and state = 'returning'")
                .param("no", ticketNo).param("unit", unit)
                .query((row, n) -> new Proposal(row.getString(1), Ticket.rulingName(row.getString(1)), row.getString(2),
                        row.getString(3), row.getString(4), unitName(row.getString(4)), row.getString(5))).optional();
    }

    /** A return and what the table proposes to rule. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Proposal(String ruling, String rulingName, String basis, String returnReason, String proposedUnit,
            String proposedUnitName, String legalBasis) {
    }

    /**
     * The last events of a ticket, oldest first.
     *
     * @param last how many at most, 1 or more
     * @param before only those with a smaller number
     */
    public List<TicketEventView> lastEvents(String ticketNo, Actor actor, int last, int before) {
        Ticket ticket = tickets.visible(ticketNo, actor);
        UnaryOperator<String> words = words(ticket, actor);
        List<TicketEventView> events = new ArrayList<>(jdbc.sql("select seq, type, happened_at, actor, unit, text "
                        + "from ticket_event where ticket_no = :no and seq < :before order by seq desc limit :last")
                .param("no", ticketNo).param("last", last).param("before", before)
                .query((row, n) -> event(row, ticket, actor, words)).list());
        Collections.reverse(events);
        FormerNames.Book then = names.of(events.stream().map(TicketEventView::actor).collect(Collectors.toSet()));
        events.replaceAll(event -> event.by(then.at(event.actor(), event.at().toInstant())));
        return events;
    }

    /** A page of tickets, newest first: for the centre all of them, for a unit those it may see. */
    public Page<TicketRow> list(TicketFilter filter, Actor actor, int page, int size) {
        Page.check(page, size);
        StringBuilder where = new StringBuilder(" where 1 = 1");
        Map<String, Object> params = new HashMap<>();
        narrow(where, params, "t.status", filter.status() == null ? null : filter.status().code());
        narrow(where, params, "t.kind", filter.kind() == null ? null : filter.kind().code());
        narrow(where, params, "t.category", filter.category());
        narrow(where, params, "t.region", filter.region());
        if (filter.tag() != null) {
            where.append(" and exists (select 1 from ticket_tag g where g.ticket_no = t.ticket_no and g.tag = :tag)");
            params.put("tag", filter.tag());
        }
        if (filter.from() != null) {
            where.append(" and t.registered_at >= :from");
            params.put("from", startOf(filter.from()));
        }
        if (filter.to() != null) {
            where.append(" and t.registered_at < :to");
            params.put("to", startOf(filter.to().plusDays(1)));
        }
        return page("ticket_ticket t", where, params, filter.unit(), actor, page, size);
    }

    /**
     * Tickets bound to one by 并单 or 拆单, newest first, as far as the person may know of them: what it was merged into or
     * split from, and what was merged into it or split from it.
     */
    public Page<TicketRow> related(String ticketNo, Actor actor, int page, int size) {
        Page.check(page, size);
        Ticket ticket = tickets.visible(ticketNo, actor);
        // Each part by its own index: an "or" over them would be looked for in every ticket there is.
        String bound = "(select m.ticket_no from ticket_ticket m where m.merged_into = :no "
                + "union select p.ticket_no from ticket_ticket p where p.parent_no = :no "
                + "union select s.ticket_no from ticket_ticket s where s.ticket_no in (:bound)) b join ticket_ticket t on t.ticket_no = b.ticket_no";
        Map<String, Object> params = new HashMap<>();
        params.put("no", ticketNo);
        // Never an empty list, which no database takes.
        params.put("bound", Stream.of("", ticket.mergedInto, ticket.parentNo).filter(Objects::nonNull).toList());
        return page(bound, new StringBuilder(" where 1 = 1"), params, null, actor, page, size);
    }

    /** The page of what is left when a unit's person is told of no ticket that is none of theirs. */
    private Page<TicketRow> page(String from, StringBuilder where, Map<String, Object> params, String unit, Actor actor, int page, int size) {
        boolean everything = actor.readsTickets() || actor.isSystem();
        if (!everything && actor.groups().stream().noneMatch(Actor::isStaffGroup)) {
            return new Page<>(List.of(), page, size, false);
        }
        if (!everything) {
            // The unit complained about and its subordinates learn nothing, through whatever dispatch.
            where.append(" and not (t.about_barred = true and t.about_unit in (:kin))");
            // Never an empty list, which no database takes.
            params.put("kin", Stream.concat(Stream.of(""), actor.units().stream().flatMap(this::withSuperiors)).distinct().toList());
        }
        if (!everything || unit != null) {
            where.append(" and t.ticket_no in (select d.ticket_no from ticket_dispatch d "
                    + "where (d.state not in ('returned', 'ended') or d.keeps_sight = true)");
            if (!everything) {
                where.append(sight(actor, params));
            }
            if (unit != null) {
                where.append(" and d.unit = :unit");
                params.put("unit", unit);
            }
            where.append(")");
        }
        params.put("limit", size + 1);
        params.put("offset", (long) page * size);
        Set<String> confidential = new HashSet<>();
        List<TicketRow> rows = jdbc.sql("select t.ticket_no, t.status, t.kind, t.category, t.region, t.title, t.registered_at, "
                        + "t.dispatched_at, t.closed_at, t.confidential from " + from + where
                        + " order by t.registered_at desc, t.ticket_no desc limit :limit offset :offset")
                .params(params).query((row, n) -> {
                    if (row.getBoolean("confidential")) {
                        confidential.add(row.getString("ticket_no"));
                    }
                    return row(row);
                }).list();
        return Page.of(everything || confidential.isEmpty() ? rows : covered(rows, confidential), page, size);
    }

    /** Rows of tickets whose numbers somebody was given, in no order; for others than the centre no title tells who asked. */
    public List<TicketRow> rows(Collection<String> ticketNos, Actor actor) {
        if (ticketNos.isEmpty()) {
            return List.of();
        }
        Set<String> confidential = new HashSet<>();
        List<TicketRow> rows = jdbc.sql("select t.ticket_no, t.status, t.kind, t.category, t.region, t.title, t.registered_at, "
                        + "t.dispatched_at, t.closed_at, t.confidential from ticket_ticket t where t.ticket_no in (:numbers)")
                .param("numbers", ticketNos).query((row, n) -> {
                    if (row.getBoolean("confidential")) {
                        confidential.add(row.getString("ticket_no"));
                    }
                    return row(row);
                }).list();
        return actor.isCentre() || confidential.isEmpty() ? rows : covered(rows, confidential);
    }

    private Stream<String> withSuperiors(String unit) {
        return Stream.iterate(unit, Objects::nonNull, below -> units.find(below).map(Unit::parent).orElse(null)).limit(10);
    }

    /** The rows as a unit may read them: no title tells who asked for confidentiality. */
    private List<TicketRow> covered(List<TicketRow> rows, Set<String> confidential) {
        Map<String, IdentityVault.Identity> known = vault.find(confidential);
        return rows.stream().map(row -> known.containsKey(row.ticketNo())
                ? row.titled(IdentityText.of(known.get(row.ticketNo())).cover(row.title())) : row).toList();
    }

    /** What {@link Dispatch#isOf} says of one dispatch, for all of them. */
    private static String sight(Actor actor, Map<String, Object> params) {
        List<String> units = actor.groups().stream().flatMap(group -> Stream.of(Actor.UNIT_GROUP_PREFIX, Actor.LEADER_GROUP_PREFIX)
                .filter(group::startsWith).map(prefix -> group.substring(prefix.length()))).toList();
        List<String> sections = actor.groups().stream().filter(group -> group.startsWith(Actor.SECTION_GROUP_PREFIX)).toList();
        List<String> ways = new ArrayList<>();
        if (!units.isEmpty()) {
            ways.add("d.unit in (:sight)");
            params.put("sight", units);
        }
        if (!sections.isEmpty()) {
            ways.add("concat('" + Actor.SECTION_GROUP_PREFIX + "', d.unit, '-', d.section) in (:sections)");
            params.put("sections", sections);
        }
        return " and (" + String.join(" or ", ways) + ")";
    }

    /** The latest tickets a phone asked for, newest first; for the centre only. The phone itself is looked up by keyed hash. */
    public List<TicketRow> ofPhone(String phone, Actor actor) {
        if (!actor.isCentre()) {
            throw Refusal.forbidden("ticket.centreOnly", "只有热线中心人员可以按电话查询。");
        }
        List<String> numbers = vault.ticketsOf(Phones.dialled(phone), Page.MAX_SIZE);
        return numbers.isEmpty() ? List.of() : jdbc.sql("select t.ticket_no, t.status, t.kind, t.category, t.region, t.title, "
                        + "t.registered_at, t.dispatched_at, t.closed_at from ticket_ticket t where t.ticket_no in (:numbers) "
                        + "order by t.registered_at desc, t.ticket_no desc")
                .param("numbers", numbers).query((row, n) -> row(row)).list();
    }

    /** Open tickets of the same hotline, matter and place of the last 30 days: candidates for 并单, newest first. */
    public List<TicketRow> similar(String ticketNo, Actor actor) {
        if (!actor.isCentre()) {
            throw Refusal.forbidden("ticket.centreOnly", "只有热线中心人员可以查重。");
        }
        Ticket ticket = tickets.visible(ticketNo, actor);
        if (ticket.category == null || ticket.region == null) {
            return List.of();
        }
        return jdbc.sql("select t.ticket_no, t.status, t.kind, t.category, t.region, t.title, t.registered_at, t.dispatched_at, "
                        + "t.closed_at from ticket_ticket t where t.category = :category and t.region = :region "
                        + "and t.registered_at > :since and t.jurisdiction = :jurisdiction and t.closed_at is null "
                        + "and t.ticket_no <> :no order by t.registered_at desc, t.ticket_no desc limit 20")
                .param("category", ticket.category).param("region", ticket.region).param("no", ticketNo)
                .param("jurisdiction", ticket.jurisdiction())
                .param("since", clock.instant().minus(Duration.ofDays(30)).toEpochMilli())
                .query((row, n) -> row(row)).list();
    }

    private static void narrow(StringBuilder where, Map<String, Object> params, String column, String value) {
        if (value != null) {
            String name = column.substring(2);
            where.append(" and ").append(column).append(" = :").append(name);
            params.put(name, value);
        }
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }

    private TicketRow row(ResultSet row) throws SQLException {
        TicketStatus status = TicketStatus.of(row.getString("status"));
        return new TicketRow(row.getString("ticket_no"), status, status.label(), Kind.of(row.getString("kind")),
                row.getString("category"), row.getString("region"), row.getString("title"),
                time(TicketRows.instant(row, "registered_at")), time(TicketRows.instant(row, "dispatched_at")),
                time(TicketRows.instant(row, "closed_at")));
    }

    private TicketEventView event(ResultSet row, Ticket ticket, Actor actor, UnaryOperator<String> words) throws SQLException {
        EventType type = EventType.of(row.getString("type"));
        String unit = row.getString("unit");
        Instant at = TicketRows.instant(row, "happened_at");
        // That something happened is no secret, so that numbers stay gap-free; what a unit wrote is for few.
        boolean reads = unit == null || type.isForEveryUnit() || ticket.people().readsWordsOf(unit, at, actor);
        return new TicketEventView(row.getInt("seq"), type, type.label(), time(at), row.getString("actor"), null, unit, unitName(unit),
                reads ? words.apply(row.getString("text")) : null);
    }

    /** How free text about a ticket reads for a person who need not see the ticket itself, such as the owner of one action. */
    public UnaryOperator<String> wordsOf(String ticketNo, Actor actor) {
        return words(tickets.visible(ticketNo, Actor.SYSTEM), actor);
    }

    /** Free text as the person may read it: a unit never learns from it who asked for confidentiality. */
    private UnaryOperator<String> words(Ticket ticket, Actor actor) {
        return isCovered(ticket, actor) ? IdentityText.of(vault.find(ticket.ticketNo()).orElse(null))::cover
                : UnaryOperator.identity();
    }

    private static boolean isCovered(Ticket ticket, Actor actor) {
        return ticket.confidential() && !actor.isCentre() && !actor.isSystem();
    }

    private TicketView.Contact contact(Ticket ticket, Actor actor, Optional<IdentityVault.Identity> identity) {
        // A unit never sees who asked for confidentiality; it calls through the centre.
        if (ticket.confidential() && !actor.isCentre()) {
            return null;
        }
        return identity
                .map(known -> new TicketView.Contact(known.maskedName(), known.maskedPhone())).orElse(null);
    }

    private TicketView.Deadlines deadlines(Ticket ticket, Actor actor) {
        Dispatch own = ticket.dispatches.stream().filter(Dispatch::isOpen)
                .filter(d -> actor.readsTickets() || actor.isSystem() || d.isOf(actor)).findFirst().orElse(null);
        // Once answered for now the hotline's clock is met, and the statutory one is left to run.
        boolean running = own != null && own.state != Dispatch.State.INTERIM;
        return new TicketView.Deadlines(running ? time(own.returnUntil) : null, running ? time(own.handleUntil) : null,
                own == null || running ? null : time(own.interimUntil), own == null ? null : time(own.suspendedUntil),
                time(ticket.reviewUntil), own != null && own.provisional ? Boolean.TRUE : null);
    }

    private TicketView.UnitView unit(Ticket ticket, Dispatch d, String[] replies, Actor actor, UnaryOperator<String> words) {
        boolean readsWords = ticket.people().readsWordsOf(d, actor);
        boolean readsReply = replies != null && readsWords;
        return new TicketView.UnitView(d.unit, unitName(d.unit), d.role, d.role.label(), d.state, d.state.label(), d.round,
                d.parentUnit == null || readsWords ? words.apply(d.basis) : null, time(d.dispatchedAt), time(d.signedAt), time(d.contactedAt), time(d.repliedAt),
                time(d.returnUntil), time(d.handleUntil), d.provisional ? Boolean.TRUE : null, d.calendarVersion, d.card,
                Objects.equals(d.originalUntil, d.handleUntil) ? null : time(d.originalUntil), time(d.extendedAt),
                time(d.requestRulingUntil), time(d.suspendedAt), time(d.suspendedUntil), d.suspendedMillis == 0 ? null : d.suspendedMillis,
                time(d.overdueAt), time(d.interimAt), time(d.interimUntil), d.interimBasis,
                readsReply ? replies[0] : null, readsReply ? replies[1] : null, d.parentUnit, d.depth == 0 ? null : d.depth,
                d.offNetwork ? Boolean.TRUE : null, readsWords ? d.section : null, d.keepsSight ? Boolean.TRUE : null);
    }

    private String unitName(String unit) {
        return unit == null ? null : units.find(unit).map(Unit::name).orElse(unit);
    }

    private String categoryName(Ticket ticket) {
        return ticket.category == null ? null
                : categories.find(ticket.jurisdiction(), ticket.category).map(Category::name).orElse(null);
    }

    private OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atZone(clock.getZone()).toOffsetDateTime();
    }
}
