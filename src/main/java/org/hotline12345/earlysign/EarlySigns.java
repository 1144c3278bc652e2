package org.hotline12345.earlysign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Page;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.supervision.Triggers;
import org.hotline12345.ticket.Callers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The list of early signs, and what a person decided about each. */
@Component
public class EarlySigns {

    private static final int SHORTEST_REASON = 4;
    private static final int LONGEST_REASON = 500;

    private final SignTickets signTickets;
    private final Jurisdictions jurisdictions;
    private final Triggers triggers;
    private final Callers callers;
    private final AuditTrail trail;
    private final PersonNames names;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    EarlySigns(SignTickets signTickets, Jurisdictions jurisdictions, Triggers triggers, Callers callers, AuditTrail trail, PersonNames names,
            JdbcClient jdbc, Actors actors, Clock clock) {
        this.signTickets = signTickets;
        this.jurisdictions = jurisdictions;
        this.triggers = triggers;
        this.callers = callers;
        this.trail = trail;
        this.names = names;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Which signs.
     *
     * @param state open, confirmed, dismissed, or null for all
     * @param kind code, or null
     * @param from last seen on this day or later, or null; {@code to} or earlier
     */
    public record Wish(String jurisdiction, String state, String kind, LocalDate from, LocalDate to) {
    }

    /** When a hotline last looked, and with how much of a past; null before the first time. */
    public record Looked(LocalDate day, OffsetDateTime at, int historyDays, int series, int signs) {
    }

    /**
     * What a special bulletin (特报) about a confirmed sign is about.
     *
     * @param category code, or null; {@code region} likewise
     * @param from first day: of a rise, of the first time it was seen; else the day the first of the tickets was registered
     * @param to last day, likewise
     * @param ticketNos the tickets where category, region and days do not tell them, else empty
     */
    public record Topic(String signId, String jurisdiction, SignKind kind, String title, LocalDate from, LocalDate to, String category, String region,
            List<String> ticketNos) {
    }

    /** Undecided ones first, then the latest; within a day the least likely ones first. */
    @Transactional(readOnly = true)
    public Page<Sign> list(Wish wish, int page, int size) {
        Actor actor = SignReaders.require(actors);
        Page.check(page, size);
        Map<String, Object> values = new HashMap<>(Map.of("jurisdiction", jurisdictions.require(wish.jurisdiction()).code(), "limit", size + 1,
                "offset", (long) page * size));
        StringBuilder where = new StringBuilder("jurisdiction = :jurisdiction");
        narrow(where, values, "state = :state", "state", wish.state() == null || wish.state().isBlank() ? null : state(wish.state()));
        narrow(where, values, "kind = :kind", "kind", wish.kind() == null || wish.kind().isBlank() ? null : SignKind.of(wish.kind()).code());
        narrow(where, values, "last_on >= :from", "from", wish.from());
        narrow(where, values, "last_on <= :to", "to", wish.to());
        return Page.of(shown(jdbc.sql("select * from earlysign_sign where " + where + " order by case state when 'open' then 0 else 1 end, last_on desc, "
                + "coalesce(chance, 0), id limit :limit offset :offset").params(values).query((row, n) -> read(row)).list(), actor), page, size);
    }

    /** @throws Refusal UNKNOWN {@code earlysign.unknown} */
    @Transactional(readOnly = true)
    public Sign find(String id) {
        Actor actor = SignReaders.require(actors);
        return shown(List.of(require(id)), actor).get(0);
    }

    @Transactional(readOnly = true)
    public Looked lastLook(String jurisdiction) {
        SignReaders.require(actors);
        return jdbc.sql("select * from earlysign_day where jurisdiction = :jurisdiction order by looked_on desc limit 1")
                .param("jurisdiction", jurisdictions.require(jurisdiction).code())
                .query((row, n) -> new Looked(row.getObject("looked_on", LocalDate.class), time(row, "looked_at"), row.getInt("history_days"),
                        row.getInt("series"), row.getInt("signs"))).optional().orElse(null);
    }

    /**
     * It is worth acting on; where the decision table says so, its units get a supervision order.
     *
     * @param reason what shall be done about it, at least {@value #SHORTEST_REASON} characters
     * @throws Refusal FORBIDDEN {@code earlysign.notSupervisor}; RULE {@code earlysign.decided}; INVALID {@code earlysign.reasonTooShort}
     */
    @Transactional
    public Sign confirm(String id, String reason) {
        Sign sign = decide(id, "confirmed", reason);
        int orders = triggers.considerSign(signTickets.numbers(sign, 0, SignTickets.MOST), sign.kind().code());
        jdbc.sql("update earlysign_sign set orders = :orders where id = :id").param("orders", orders).param("id", id).update();
        return find(id);
    }

    /** It means nothing, and why. @throws Refusal as {@link #confirm} */
    @Transactional
    public Sign dismiss(String id, String reason) {
        decide(id, "dismissed", reason);
        return find(id);
    }

    private Sign decide(String id, String state, String reason) {
        Actor actor = SignReaders.requireJudge(actors);
        Sign sign = require(id);
        if (EffectiveText.length(Texts.optional("研判理由", reason, LONGEST_REASON)) < SHORTEST_REASON) {
            throw Refusal.invalid("earlysign.reasonTooShort", "请写明研判理由或处置意见，不少于" + SHORTEST_REASON + "个字。").at("reason");
        }
        // What covers a short name is longer than the name: the text that is kept has to fit, too.
        String words = Texts.optional("研判理由（隐去身份信息后）", signTickets.withoutIdentity(sign, reason.strip()), LONGEST_REASON);
        if (jdbc.sql("update earlysign_sign set state = :state, open_key = null, decided_by = :by, decided_by_name = :byName, decided_at = :at, "
                        + "reason = :reason, decided_tickets = tickets, decided_window = window_days where id = :id and state = 'open'")
                .param("state", state).param("by", actor.id()).param("byName", names.nameOf(actor.id())).param("at", clock.millis())
                .param("reason", words).param("id", id).update() == 0) {
            throw Refusal.rule("earlysign.decided", "这条苗头已经研判，请刷新后查看。");
        }
        trail.record(new Entry(AuditTrail.EARLY_SIGN, sign.kindName() + "：" + sign.name(),
                (state.equals("confirmed") ? "确认" : "排除") + "苗头（" + sign.text() + "）：" + words));
        return sign;
    }

    /**
     * What a special bulletin about it would be about.
     *
     * @throws Refusal RULE {@code earlysign.notConfirmed}, {@code earlysign.withoutTickets}
     */
    @Transactional(readOnly = true)
    public Topic topic(String id) {
        Sign sign = find(id);
        if (!sign.state().equals("confirmed")) {
            throw Refusal.rule("earlysign.notConfirmed", "只有已确认的苗头可以编写特报，请督办员先研判。");
        }
        String title = sign.kindName() + "：" + sign.name();
        if (sign.kind().rises()) {
            return new Topic(id, sign.jurisdiction(), sign.kind(), title, sign.firstOn().minusDays(sign.windowDays() - 1L), sign.lastOn(),
                    sign.kind() == SignKind.CATEGORY ? sign.item() : null, sign.kind() == SignKind.PLACE ? sign.item() : null, List.of());
        }
        // The window is what was looked at together, and of words it is no window at all: the tickets themselves say their days.
        SignTickets.Days days = signTickets.days(sign).orElseThrow(() -> Refusal.rule("earlysign.withoutTickets",
                "这条苗头没有工单，不能编写特报。"));
        return new Topic(id, sign.jurisdiction(), sign.kind(), title, days.first(), days.last(), null, null,
                signTickets.numbers(sign, 0, Integer.MAX_VALUE));
    }

    Sign require(String id) {
        return jdbc.sql("select * from earlysign_sign where id = :id").param("id", id).query((row, n) -> read(row)).optional()
                .orElseThrow(() -> Refusal.unknown("earlysign.unknown", "没有这条苗头，请刷新后重试。"));
    }

    /** Callers with their masked number, for whoever decides. */
    private List<Sign> shown(List<Sign> signs, Actor actor) {
        List<String> ofCallers = signs.stream().filter(sign -> sign.kind() == SignKind.CALLER).map(Sign::id).toList();
        if (ofCallers.isEmpty() || !actor.has("supervisor")) {
            return signs;
        }
        Map<String, String> oneOf = new HashMap<>();
        jdbc.sql("select sign_id, max(ticket_no) from earlysign_ticket where sign_id in (:ids) group by sign_id").param("ids", ofCallers).query(row -> {
            oneOf.put(row.getString(1), row.getString(2));
        });
        Map<String, String> phones = callers.masked(oneOf.values());
        List<Sign> shown = new ArrayList<>();
        signs.forEach(sign -> shown.add(sign.withPhone(phones.get(oneOf.get(sign.id())))));
        return shown;
    }

    private static void narrow(StringBuilder where, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            values.put(name, value);
        }
    }

    private static String state(String state) {
        if (!List.of("open", "confirmed", "dismissed").contains(state)) {
            throw Refusal.invalid("earlysign.unknownState", "状态无效，可用：open（待研判）、confirmed（已确认）、dismissed（已排除）。");
        }
        return state;
    }

    private Sign read(ResultSet row) throws SQLException {
        SignKind kind = SignKind.of(row.getString("kind"));
        int orders = row.getInt("orders");
        Integer counted = row.wasNull() ? null : orders;
        return new Sign(row.getString("id"), row.getString("jurisdiction"), kind, kind.label(), row.getString("item"), row.getString("name"), null,
                row.getObject("first_on", LocalDate.class), row.getObject("last_on", LocalDate.class), row.getInt("days"), row.getInt("window_days"),
                row.getInt("tickets"), row.getBigDecimal("expected"), row.getBigDecimal("chance"), Sign.text(kind, row.getInt("window_days"),
                row.getInt("tickets"), row.getBigDecimal("expected"), row.getBigDecimal("chance")), row.getString("state"),
                Sign.stateName(row.getString("state")), time(row, "found_at"), row.getString("decided_by_name"), time(row, "decided_at"),
                row.getString("reason"), counted);
    }

    private OffsetDateTime time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }
}
