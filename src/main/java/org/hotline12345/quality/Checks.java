package org.hotline12345.quality;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actor;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Page;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.IdentityText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Scores, appeals and rulings (评分、申诉、裁定). Nobody scores himself, nobody rules on his own score; a person reads his own
 * results and nobody else's.
 */
@Component
public class Checks {

    static final String APPEALED = "quality.appealed";

    private final Inspectors inspectors;
    private final CheckRows rows;
    private final ScoreSheets sheets;
    private final IdentityText identityText;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final WorkCalendar calendar;
    private final Processes processes;
    private final PersonNames names;
    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final Clock clock;

    Checks(Inspectors inspectors, CheckRows rows, ScoreSheets sheets, IdentityText identityText, Jurisdictions jurisdictions,
            Settings settings, WorkCalendar calendar, Processes processes, PersonNames names, AuditTrail trail, JdbcClient jdbc, Clock clock) {
        this.inspectors = inspectors;
        this.rows = rows;
        this.sheets = sheets;
        this.identityText = identityText;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.calendar = calendar;
        this.processes = processes;
        this.names = names;
        this.trail = trail;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What scoring came to: the last day for an appeal, or null where nothing was taken off. */
    public record Scored(LocalDate appealUntil) {
    }

    /**
     * An inspector scores a sample.
     *
     * @param codes items that were wrong; none for full points
     * @throws Refusal FORBIDDEN {@code quality.ownWork}, {@code quality.notInspector}; INVALID {@code quality.unknownItem},
     *     {@code quality.remarkMissing}; RULE {@code quality.settled}
     */
    public Scored score(String id, List<String> codes, String remark) {
        Actor actor = inspectors.current();
        if (!actor.has("inspector")) {
            throw Refusal.forbidden("quality.notInspector", "只有质检员可以评分。");
        }
        CheckRows.State check = in(id, "waiting");
        refuseOwn(check, actor, "不能给自己的工作评分，请由另一名质检员评分。");
        ScoreSheets.Sheet sheet = sheets.byId(check.sheet());
        Set<String> failed = sheet.known(codes);
        if (!failed.isEmpty() && EffectiveText.length(remark) < 4) {
            throw Refusal.invalid("quality.remarkMissing", "有扣分的，请在评语中写明依据，不少于4个字。").at("remark");
        }
        int points = sheet.points(failed);
        LocalDate until = failed.isEmpty() ? null : calendar.plusWorkingDays(check.jurisdiction(), clock.instant(),
                settings.number(check.jurisdiction(), "quality.appealWorkingDays")).date();
        Map<String, Object> values = new HashMap<>();
        values.put("id", id);
        values.put("state", failed.isEmpty() ? "final" : "scored");
        values.put("points", points);
        values.put("fatal", sheet.isFatal(failed));
        values.put("failed", String.join(",", new java.util.TreeSet<>(failed)));
        values.put("remark", remark == null ? null : identityText.scrub(check.ticketNo(), remark));
        values.put("by", actor.id());
        values.put("byName", names.nameOf(actor.id()));
        values.put("at", clock.millis());
        values.put("until", until);
        jdbc.sql("update quality_check set state = :state, points = :points, fatal = :fatal, failed = :failed, remark = :remark, scored_by = :by, "
                + "scored_by_name = :byName, scored_at = :at, appeal_until = :until where id = :id").params(values).update();
        trail.record(new Entry(AuditTrail.QUALITY, check.person(), check.ticketNo(), "质检评分（" + Part.of(check.part()).label() + "）：" + points + "分"));
        return new Scored(until);
    }

    /**
     * The person checked does not agree, once.
     *
     * @throws Refusal UNKNOWN {@code quality.unknown}; FORBIDDEN {@code quality.notYours}; RULE {@code quality.settled},
     *     {@code quality.appealTooLate}; INVALID {@code quality.appealTooShort}
     */
    @Transactional
    public Check appeal(String id, String reason) {
        Actor actor = inspectors.current();
        CheckRows.State check = rows.lock(id).filter(found -> found.person().equals(actor.id()) || Inspectors.seesAll(actor))
                .orElseThrow(Checks::unknown);
        if (!check.person().equals(actor.id())) {
            throw Refusal.forbidden("quality.notYours", "只有被检人本人可以申诉。");
        }
        String text = Texts.required("申诉理由", reason, 1000);
        if (EffectiveText.length(text) < 6) {
            throw Refusal.invalid("quality.appealTooShort", "请写明申诉理由，不少于6个字。");
        }
        if (!check.state().equals("scored")) {
            throw Refusal.rule("quality.settled", "这次质检现在不能申诉，请刷新后查看。");
        }
        if (LocalDate.ofInstant(clock.instant(), clock.getZone()).isAfter(check.appealUntil())) {
            throw Refusal.rule("quality.appealTooLate", "申诉限期" + check.appealUntil() + "已过，得分已确定。");
        }
        jdbc.sql("update quality_check set state = 'appealed', appeal = :text, appealed_at = :at where id = :id")
                .param("text", identityText.scrub(check.ticketNo(), text)).param("at", clock.millis()).param("id", id).update();
        processes.deliver(APPEALED, check.ticketNo(), Map.of("qualityId", id), Map.of());
        return require(id);
    }

    /** The limit for an appeal passed. */
    public void closeAppeal(String id) {
        jdbc.sql("update quality_check set state = 'final' where id = :id and state = 'scored'").param("id", id).update();
    }

    /**
     * A supervisor settles an appeal for good.
     *
     * @param ruling upheld, changed or lifted
     * @param codes for {@code changed}: what was wrong after all
     * @throws Refusal FORBIDDEN {@code quality.ownWork}; RULE {@code quality.settled}; INVALID {@code quality.unknownItem}
     */
    public void rule(String id, String ruling, List<String> codes, String reason) {
        Actor actor = inspectors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("quality.notSupervisor", "申诉由督办员裁定。");
        }
        CheckRows.State check = in(id, "appealed");
        refuseOwn(check, actor, "不能裁定自己的质检，请由另一名督办员裁定。");
        if (actor.id().equals(check.scoredBy())) {
            throw Refusal.forbidden("quality.ownWork", "评分的人不能裁定对自己评分的申诉，请由另一名督办员裁定。");
        }
        ScoreSheets.Sheet sheet = sheets.byId(check.sheet());
        Set<String> failed = switch (ruling) {
            case "upheld" -> check.failed();
            case "lifted" -> Set.of();
            default -> sheet.known(codes);
        };
        if ("changed".equals(ruling) && failed.equals(check.failed())) {
            throw Refusal.invalid("quality.nothingChanges", "改判后的不合格项与原来相同；要维持的，请选“维持原评分”。").at("deductions");
        }
        int points = sheet.points(failed);
        Map<String, Object> values = new HashMap<>();
        values.put("id", id);
        values.put("before", check.points());
        values.put("points", points);
        values.put("fatal", sheet.isFatal(failed));
        values.put("failed", String.join(",", new java.util.TreeSet<>(failed)));
        values.put("ruling", ruling);
        values.put("reason", identityText.scrub(check.ticketNo(), reason));
        values.put("by", names.nameOf(actor.id()));
        values.put("at", clock.millis());
        jdbc.sql("update quality_check set state = 'final', points_before = :before, points = :points, fatal = :fatal, failed = :failed, "
                + "ruling = :ruling, ruling_reason = :reason, ruled_by_name = :by, ruled_at = :at where id = :id").params(values).update();
        trail.record(new Entry(AuditTrail.QUALITY, check.person(), check.ticketNo(), "质检申诉裁定：" + check.points() + "分改为" + points + "分"));
    }

    /** The sample and its sheet as the form shows them. */
    public String describe(String id) {
        Check check = require(id);
        String head = "工单" + check.ticketNo() + " 第" + check.eventSeq() + "步 " + check.partName() + "\n被检人：" + check.personName() + "（" + check.unitName() + "）";
        String sheet = sheets.byId(jdbc.sql("select sheet from quality_check where id = :id").param("id", id).query(Long.class).single()).inWords();
        if (check.appeal() == null) {
            return head + "\n" + sheet;
        }
        return head + "\n得分：" + check.points() + "，不合格：" + String.join("；", check.failed()) + "\n评语：" + check.remark()
                + "\n申诉：" + check.appeal() + "\n" + sheet;
    }

    /**
     * Results, newest first: inspectors, supervisors and administrators read all of a jurisdiction, everybody else his own.
     *
     * @param person account, or null; {@code unit} and {@code state} likewise
     */
    @Transactional(readOnly = true)
    public Page<Check> list(String jurisdiction, String person, String unit, String state, int page, int size) {
        Actor actor = inspectors.current();
        Page.check(page, size);
        Map<String, Object> values = new HashMap<>();
        String where;
        if (Inspectors.seesAll(actor) && !actor.id().equals(person)) {
            values.put("jurisdiction", jurisdictions.require(jurisdiction).code());
            where = "jurisdiction = :jurisdiction";
            if (person != null && !person.isBlank()) {
                where += " and person = :person";
                values.put("person", person);
            }
        } else {
            values.put("person", actor.id());
            // Until it is scored nobody needs to know that he is being checked.
            where = "person = :person and state <> 'waiting'";
        }
        if (unit != null && !unit.isBlank()) {
            where += " and unit = :unit";
            values.put("unit", unit);
        }
        if (state != null && !state.isBlank()) {
            where += " and state = :state";
            values.put("state", state);
        }
        values.put("limit", size + 1);
        values.put("offset", (long) page * size);
        return Page.of(rows.list(where + " order by drawn_at desc, id limit :limit offset :offset", values), page, size);
    }

    private Check require(String id) {
        return rows.find(id).orElseThrow(Checks::unknown);
    }

    private CheckRows.State in(String id, String state) {
        return rows.lock(id).filter(check -> check.state().equals(state)).orElseThrow(() ->
                Refusal.rule("quality.settled", "这次质检已经办理，请刷新后查看。"));
    }

    private static void refuseOwn(CheckRows.State check, Actor actor, String message) {
        if (check.person().equals(actor.id())) {
            throw Refusal.forbidden("quality.ownWork", message);
        }
    }

    private static Refusal unknown() {
        return Refusal.unknown("quality.unknown", "没有这次质检，或您无权查看。");
    }
}
