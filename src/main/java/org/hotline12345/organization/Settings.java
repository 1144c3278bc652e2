package org.hotline12345.organization;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a jurisdiction has set; the default of the catalogue where it set nothing. */
@Component
public class Settings {

    private final ReferenceData data;
    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final Clock clock;

    Settings(ReferenceData data, JdbcClient jdbc, AuditTrail trail, Clock clock) {
        this.data = data;
        this.jdbc = jdbc;
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException for a key that is not in the catalogue of {@link Setting} */
    public String text(String jurisdiction, String key) {
        Setting setting = Setting.find(key)
                .orElseThrow(() -> new IllegalArgumentException("No such setting: " + key));
        Map<String, String> set = jurisdiction == null ? Map.of()
                : data.current().settingsOf().getOrDefault(jurisdiction, Map.of());
        return set.getOrDefault(key, setting.byDefault());
    }

    public int number(String jurisdiction, String key) {
        return Integer.parseInt(text(jurisdiction, key));
    }

    public BigDecimal decimal(String jurisdiction, String key) {
        return new BigDecimal(text(jurisdiction, key));
    }

    public boolean flag(String jurisdiction, String key) {
        return Boolean.parseBoolean(text(jurisdiction, key));
    }

    public LocalTime time(String jurisdiction, String key) {
        return LocalTime.parse(text(jurisdiction, key));
    }

    /** The whole catalogue with this jurisdiction's values. */
    public List<Value> list(String jurisdiction) {
        return Arrays.stream(Setting.values()).map(setting -> {
            String value = text(jurisdiction, setting.key());
            return new Value(setting, value, !value.equals(setting.byDefault()));
        }).toList();
    }

    /**
     * Sets a value; in force at once on this node, elsewhere within seconds. A value it has already changes nothing.
     *
     * @param changedBy user id of the person who decided it
     * @throws Refusal UNKNOWN {@code organization.unknownSetting}, INVALID {@code organization.badSetting}
     */
    @Transactional
    public void change(String jurisdiction, String key, String value, String changedBy) {
        Setting setting = Setting.find(key).orElseThrow(
                () -> Refusal.unknown("organization.unknownSetting", "没有名为“" + key + "”的设置项。"));
        String wanted = value == null ? "" : value.strip();
        if (!setting.accepts(wanted)) {
            throw Refusal.invalid("organization.badSetting", "设置项“" + key + "”的取值应为" + setting.allowed() + "。");
        }
        refuseClosedOffice(jurisdiction, setting, wanted);
        String before = text(jurisdiction, key);
        if (before.equals(wanted)) {
            return;
        }
        jdbc.sql("insert into organization_setting_change (jurisdiction, setting_key, old_value, new_value, changed_by, changed_at) "
                + "values (:jurisdiction, :key, :before, :value, :by, :at)").params(Map.of("before", before, "value", wanted,
                "by", changedBy, "at", clock.millis(), "jurisdiction", jurisdiction, "key", key)).update();
        trail.record(new Entry(AuditTrail.SETTING, key,
                "热线区域" + jurisdiction + "：由“" + before + "”改为“" + wanted + "”"));
        int changed = jdbc.sql("update organization_setting set setting_value = :value, changed_by = :by, changed_at = :at "
                + "where jurisdiction = :jurisdiction and setting_key = :key").params(Map.of("value", wanted, "by", changedBy,
                "at", clock.millis(), "jurisdiction", jurisdiction, "key", key)).update();
        if (changed == 0) {
            jdbc.sql("insert into organization_setting (jurisdiction, setting_key, setting_value, changed_by, changed_at) "
                    + "values (:jurisdiction, :key, :value, :by, :at)").params(Map.of("value", wanted, "by", changedBy,
                    "at", clock.millis(), "jurisdiction", jurisdiction, "key", key)).update();
        }
        data.forgetNowAndAfterCommit();
    }

    /** What was changed, newest first. */
    public Page<Change> changes(String jurisdiction, int page, int size) {
        Page.check(page, size);
        return Page.of(jdbc.sql("select setting_key, old_value, new_value, changed_by, changed_at from organization_setting_change "
                        + "where jurisdiction = :jurisdiction order by id desc limit :limit offset :offset")
                .param("jurisdiction", jurisdiction).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> new Change(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5)))).list(), page, size);
    }

    /** Whether a value may be set, with the refusal that {@link #change} would answer. */
    public Optional<String> problem(String key, String value) {
        Optional<Setting> setting = Setting.find(key);
        if (setting.isEmpty()) {
            return Optional.of("没有名为“" + key + "”的设置项");
        }
        return setting.get().accepts(value) ? Optional.empty() : Optional.of("取值应为" + setting.get().allowed());
    }

    /** Working hours need an office that opens before it closes. */
    private void refuseClosedOffice(String jurisdiction, Setting setting, String wanted) {
        boolean opening = setting == Setting.CALENDAR_OFFICE_FROM;
        if (!opening && setting != Setting.CALENDAR_OFFICE_UNTIL) {
            return;
        }
        LocalTime from = opening ? LocalTime.parse(wanted) : time(jurisdiction, Setting.CALENDAR_OFFICE_FROM.key());
        LocalTime until = opening ? time(jurisdiction, Setting.CALENDAR_OFFICE_UNTIL.key()) : LocalTime.parse(wanted);
        if (!from.isBefore(until)) {
            throw Refusal.invalid("organization.badSetting", "上班时间必须早于下班时间。");
        }
    }

    /** One change of a setting. @param by account */
    public record Change(String key, String before, String after, String by, Instant at) {}

    /**
     * A setting as it stands for one jurisdiction.
     *
     * @param overridden whether it differs from the default
     */
    public record Value(Setting setting, String value, boolean overridden) {}
}
