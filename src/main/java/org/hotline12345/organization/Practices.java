package org.hotline12345.organization;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How each unit works inside: its sections, and whether a leader signs off its replies. */
@Component
public class Practices {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]{0,31}");
    /** A unit has no more sections than this. */
    public static final int MOST_SECTIONS = 50;

    private final AuditTrail trail;
    private final ReferenceData data;
    private final Staff staff;
    private final JdbcClient jdbc;
    private final Clock clock;

    Practices(ReferenceData data, Staff staff, JdbcClient jdbc, Clock clock, AuditTrail trail) {
        this.trail = trail;
        this.data = data;
        this.staff = staff;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The unit's practice; without sections and sign-off where nothing was set. */
    public Practice of(String unit) {
        return data.current().practices().getOrDefault(unit, Practice.plain(unit));
    }

    /** Only an administrator and the unit's own people may know. */
    public Practice visible(String unit, Actor actor) {
        Unit known = require(unit);
        if (!actor.has("camunda-admin") && !actor.belongsTo(unit) && !actor.leads(unit)) {
            throw Refusal.forbidden("organization.practiceNotYours", "只有系统管理员和本单位人员可以查看单位内部办理方式。");
        }
        return of(known.code());
    }

    /**
     * Sets a unit's practice; in force at once on this node, and makes the groups its people are put into.
     *
     * @throws Refusal FORBIDDEN {@code organization.practiceNotAllowed}, UNKNOWN {@code organization.noSuchUnit},
     *     INVALID {@code organization.badSection}
     */
    @Transactional
    public Practice change(String unit, boolean signOff, List<Practice.Section> sections, Actor actor) {
        if (!actor.has("camunda-admin")) {
            throw Refusal.forbidden("organization.practiceNotAllowed", "只有系统管理员可以修改单位内部办理方式。");
        }
        Unit known = require(unit);
        check(sections);
        Map<String, Object> row = Map.of("unit", unit, "signOff", signOff, "by", actor.id(), "at", clock.millis());
        if (jdbc.sql("update organization_unit_practice set sign_off = :signOff, changed_by = :by, changed_at = :at where unit = :unit")
                .params(row).update() == 0) {
            jdbc.sql("insert into organization_unit_practice (unit, sign_off, changed_by, changed_at) values (:unit, :signOff, :by, :at)")
                    .params(row).update();
        }
        jdbc.sql("delete from organization_section where unit = :unit").param("unit", unit).update();
        for (int i = 0; i < sections.size(); i++) {
            jdbc.sql("insert into organization_section (unit, code, name, position) values (:unit, :code, :name, :position)")
                    .params(Map.of("unit", unit, "code", sections.get(i).code(), "name", sections.get(i).name(),
                            "position", (i + 1) * 10)).update();
        }
        Practice practice = new Practice(unit, signOff, sections);
        staff.ensureGroups(known, practice);
        trail.record(new Entry(AuditTrail.SETTING, unit, "单位内部办理方式：" + (signOff ? "领导审签" : "不审签") + "，科室"
                + (sections.isEmpty() ? "不设" : sections.stream().map(Practice.Section::name).collect(Collectors.joining("、")))));
        data.forgetNowAndAfterCommit();
        return practice;
    }

    private Unit require(String unit) {
        Unit known = data.current().units().get(unit);
        if (known == null) {
            throw Refusal.unknown("organization.noSuchUnit", "没有代码为“" + unit + "”的承办单位。");
        }
        return known;
    }

    private static void check(List<Practice.Section> sections) {
        Set<String> codes = new HashSet<>();
        for (Practice.Section section : sections) {
            if (section.code() == null || !CODE.matcher(section.code()).matches() || !codes.add(section.code())) {
                throw Refusal.invalid("organization.badSection", "科室代码须以小写字母开头，只含小写字母和数字，且不重复。");
            }
            Texts.required("科室名称", section.name(), 64);
        }
        if (sections.size() > MOST_SECTIONS) {
            throw Refusal.invalid("organization.badSection", "一个单位最多设" + MOST_SECTIONS + "个科室。");
        }
    }
}
