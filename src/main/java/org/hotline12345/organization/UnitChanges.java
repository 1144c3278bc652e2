package org.hotline12345.organization;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 单位变更 with a day: entered ahead, undone before its day, in force by itself on it. What it does to the organization's own
 * tables is done here; the open work follows through {@link UnitWork}.
 */
@Component
public class UnitChanges {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final UnitChangeRows rows;
    private final UnitChangeEffect effect;
    private final UnitPlanCheck check;
    private final ReferenceData data;
    private final Units units;
    private final Jurisdictions jurisdictions;
    private final Staff staff;
    private final ObjectProvider<UnitFollower> followers;
    private final JdbcClient jdbc;
    private final Clock clock;

    UnitChanges(UnitChangeRows rows, UnitChangeEffect effect, UnitPlanCheck check, ReferenceData data, Units units,
            Jurisdictions jurisdictions, Staff staff, ObjectProvider<UnitFollower> followers, JdbcClient jdbc, Clock clock) {
        this.rows = rows;
        this.effect = effect;
        this.check = check;
        this.data = data;
        this.units = units;
        this.jurisdictions = jurisdictions;
        this.staff = staff;
        this.followers = followers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The change as it would be entered; Refusal when it cannot be. Stores nothing. */
    public UnitChange read(UnitPlan plan, Actor actor) {
        requireAdministrator(actor);
        String jurisdiction = jurisdictions.require(plan.jurisdiction()).code();
        UnitChange.Kind kind = UnitChange.Kind.of(plan.kind());
        String code = Texts.required("单位代码", plan.unit(), 64);
        String basis = Texts.required("变更依据", plan.basis(), 500);
        boolean named = kind == UnitChange.Kind.RENAME || kind == UnitChange.Kind.FOUND;
        String name = named ? Texts.required("单位名称", plan.name(), 128) : null;
        if (plan.day() == null || plan.day().isBefore(today())) {
            throw Refusal.invalid("organization.changeInThePast", "变更的生效日期只能是今天（" + today() + "）或以后；已经发生的，请以今天为生效日期。").at("day");
        }
        if (kind == UnitChange.Kind.FOUND && (!CODE.matcher(code).matches() || code.length() > Actor.LONGEST_UNIT
                || units.find(code).isPresent())) {
            throw Refusal.invalid("organization.badUnitCode", "新设单位的代码须为尚未使用的小写字母、数字和连字符，不超过" + Actor.LONGEST_UNIT
                    + "个字符，例如 data-bureau。").at("unit");
        }
        String oldName = kind == UnitChange.Kind.FOUND ? name : units.require(jurisdiction, code).name();
        UnitChange change = new UnitChange(UUID.randomUUID().toString(), jurisdiction, kind, code, plan.day(), plan.parts(), oldName,
                kind == UnitChange.Kind.RENAME ? name : null, basis, plan.withPeople(),
                UnitChange.State.PLANNED, new UnitChange.Marks(actor.id(), clock.instant(), null, null, null, null, null, null, 0, 0, 0, 0));
        check.check(change, name, rows.standing());
        if (kind == UnitChange.Kind.FOUND) {
            check.founded(jurisdiction, plan.founded());
        }
        return change;
    }

    /**
     * Enters a change. A founded unit stands in the lists at once, valid from its day.
     *
     * @throws Refusal FORBIDDEN {@code organization.changeNotAllowed}; INVALID and RULE where it makes no sense
     */
    @Transactional
    public UnitChange plan(UnitPlan plan, Actor actor) {
        // One writer at a time: two changes of the same unit must see each other.
        jdbc.sql("select code from organization_jurisdiction where code = :code for update")
                .param("code", jurisdictions.require(plan.jurisdiction()).code()).query(String.class).single();
        UnitChange change = read(plan, actor);
        if (change.kind() == UnitChange.Kind.FOUND) {
            insert(change, plan.founded());
        }
        rows.insert(change);
        data.forgetNowAndAfterCommit();
        return change;
    }

    private void insert(UnitChange change, UnitPlan.Founded founded) {
        Map<String, Object> row = new HashMap<>();
        row.put("code", change.unit());
        row.put("jurisdiction", change.jurisdiction());
        row.put("name", change.oldName());
        row.put("kind", founded.unitKind());
        row.put("parent", founded.parent());
        row.put("network", founded.network());
        row.put("region", founded.region());
        row.put("from", change.day());
        jdbc.sql("insert into organization_unit (code, jurisdiction, name, kind, parent, network, region, valid_from, position) "
                + "select :code, :jurisdiction, :name, :kind, :parent, :network, :region, :from, coalesce(max(position), 0) + 10 "
                + "from organization_unit where jurisdiction = :jurisdiction").params(row).update();
        staff.ensureGroup(new Unit(change.unit(), change.oldName(), List.of(), founded.unitKind(), founded.parent(), founded.network(),
                founded.region(), change.day(), null, change.jurisdiction(), null, null));
    }

    /**
     * Takes a change back before its day.
     *
     * @throws Refusal RULE {@code organization.changeInForce} once it holds, {@code organization.changeNeeded} for a founded unit
     *     that another change leads to
     */
    @Transactional
    public UnitChange undo(String id, String reason, Actor actor) {
        requireAdministrator(actor);
        UnitChange change = rows.find(id, true).orElseThrow(UnitChanges::unknown);
        if (change.state() == UnitChange.State.UNDONE) {
            return change;
        }
        if (change.state() != UnitChange.State.PLANNED || !change.day().isAfter(today())) {
            throw Refusal.rule("organization.changeInForce", "该变更已经生效，不能撤销；如须恢复，请另行登记新的变更。");
        }
        if (change.kind() == UnitChange.Kind.FOUND) {
            boolean needed = rows.standing().stream().anyMatch(other -> !other.id().equals(id)
                    && (other.unit().equals(change.unit()) || other.parts().stream().anyMatch(part -> part.unit().equals(change.unit()))));
            if (needed) {
                throw Refusal.rule("organization.changeNeeded", "另有变更指向拟新设的“" + change.oldName() + "”，请先撤销那项变更。");
            }
            remove(change);
        }
        rows.undone(id, actor.id(), clock.instant(), Texts.required("撤销理由", reason, 500));
        data.forgetNowAndAfterCommit();
        return rows.find(id, false).orElseThrow();
    }

    private void remove(UnitChange change) {
        try {
            jdbc.sql("delete from organization_unit where code = :code").param("code", change.unit()).update();
        } catch (DataIntegrityViolationException used) {
            throw Refusal.rule("organization.changeNeeded", "拟新设的“" + change.oldName() + "”已有值班、领导交办等资料，请先改到其他单位再撤销。");
        }
    }

    /** Changes whose day has come. */
    public List<String> due() {
        return rows.due(today());
    }

    /** Changes of a hotline that are in force, by day: the lists of units say already what they say. */
    public List<UnitChange> inForce(String jurisdiction) {
        return rows.inForce(jurisdiction);
    }

    /** Changes that were finished within that time. */
    public List<UnitChange> finishedWithin(Duration time) {
        return rows.finishedAfter(clock.instant().minus(time));
    }

    /**
     * Puts a change whose day has come into force, in the caller's transaction; only the first caller does.
     *
     * @return the change when it was put into force now
     */
    public Optional<UnitChange> begin(String id) {
        UnitChange change = rows.find(id, true).orElseThrow(UnitChanges::unknown);
        if (change.state() != UnitChange.State.PLANNED || change.day().isAfter(today())) {
            return Optional.empty();
        }
        effect.apply(change);
        followers.orderedStream().forEach(follower -> follower.inForce(change));
        rows.enter(id, UnitChange.State.RUNNING, "started_at", clock.instant());
        data.forgetNowAndAfterCommit();
        return rows.find(id, false);
    }

    /** Notes how far the open work has followed. */
    public void progress(String id, String lastKey, int moved, int kept) {
        rows.progress(id, lastKey, moved, kept);
    }

    public void people(String id, int people) {
        rows.people(id, people);
    }

    public void newPass(String id) {
        rows.newPass(id);
    }

    public void finish(String id) {
        rows.enter(id, UnitChange.State.DONE, "finished_at", clock.instant());
    }

    public UnitChange require(String id) {
        return rows.find(id, false).orElseThrow(UnitChanges::unknown);
    }

    /** The latest day first. */
    public Page<UnitChange> list(String jurisdiction, int page, int size) {
        Page.check(page, size);
        return Page.of(rows.list(jurisdictions.require(jurisdiction).code(), size + 1, (long) page * size), page, size);
    }

    public static void requireAdministrator(Actor actor) {
        if (!actor.has("camunda-admin")) {
            throw Refusal.forbidden("organization.changeNotAllowed", "只有系统管理员可以登记和查看单位变更。");
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static Refusal unknown() {
        return Refusal.unknown("organization.unknownChange", "没有这项单位变更，请刷新列表。");
    }
}
