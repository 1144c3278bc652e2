package org.hotline12345.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Score sheets (评分表), one for each step a jurisdiction checks; a change is a new version, and samples keep the one they were drawn with. */
@Component
public class ScoreSheets {

    /** A sheet starts here, and every failed item takes its points off. */
    static final int FULL = 100;
    private static final int MOST_ITEMS = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Inspectors inspectors;
    private final Jurisdictions jurisdictions;
    private final AuditTrail trail;
    private final PersonNames names;
    private final JdbcClient jdbc;
    private final Clock clock;

    ScoreSheets(Inspectors inspectors, Jurisdictions jurisdictions, AuditTrail trail, PersonNames names, JdbcClient jdbc, Clock clock) {
        this.inspectors = inspectors;
        this.jurisdictions = jurisdictions;
        this.trail = trail;
        this.names = names;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Something that can be wrong.
     *
     * @param code what inspectors write down, letters and digits, for example {@code A1}
     * @param points taken off when it is wrong, 1 to 100
     * @param fatal when it is wrong, nothing is left
     */
    public record Item(String code, String name, int points, boolean fatal) {
    }

    /** One version of a sheet. */
    public record Sheet(long id, String jurisdiction, String part, String partName, int version, String name, List<Item> items,
            String changedByName, OffsetDateTime changedAt) {

        /** @return points left, 0 to 100 */
        int points(Set<String> failed) {
            if (items.stream().anyMatch(item -> item.fatal() && failed.contains(item.code()))) {
                return 0;
            }
            return Math.max(0, FULL - items.stream().filter(item -> failed.contains(item.code())).mapToInt(Item::points).sum());
        }

        boolean isFatal(Set<String> failed) {
            return items.stream().anyMatch(item -> item.fatal() && failed.contains(item.code()));
        }

        /** The sheet as inspectors read it, one item a line. */
        String inWords() {
            StringBuilder text = new StringBuilder(name + "（第" + version + "版，满分100分）");
            items.forEach(item -> text.append('\n').append(item.code()).append("  ").append(item.name())
                    .append(item.fatal() ? "（否决项，不合格为0分）" : "（扣" + item.points() + "分）"));
            return text.toString();
        }

        /** @throws Refusal INVALID {@code quality.unknownItem} */
        Set<String> known(List<String> codes) {
            Set<String> found = new HashSet<>();
            for (String code : codes) {
                String known = items.stream().map(Item::code).filter(code::equalsIgnoreCase).findFirst().orElseThrow(() ->
                        Refusal.invalid("quality.unknownItem", "评分表中没有代号“" + code + "”，请对照评分表填写。").at("deductions"));
                found.add(known);
            }
            return found;
        }
    }

    /** The newest version for a step. @throws Refusal RULE {@code quality.noSheet} while there is none */
    Sheet require(String jurisdiction, Part part) {
        return newest(jurisdiction, part).orElseThrow(() -> Refusal.rule("quality.noSheet",
                "还没有“" + part.label() + "”的评分表，请督办员或系统管理员先在“质检”页的“评分表”中建立。"));
    }

    Sheet byId(long id) {
        return jdbc.sql("select * from quality_sheet where id = :id").param("id", id).query((row, n) -> read(row)).single();
    }

    /** The sheets in force; for everybody who is checked by them. */
    @Transactional(readOnly = true)
    public List<Sheet> list(String jurisdiction) {
        String place = jurisdictions.require(jurisdiction).code();
        List<Sheet> sheets = new ArrayList<>();
        for (Part part : Part.values()) {
            newest(place, part).ifPresent(sheets::add);
        }
        return sheets;
    }

    /**
     * Puts a new version into force for samples drawn from now on.
     *
     * @throws Refusal FORBIDDEN {@code quality.notSheetKeeper}; INVALID {@code quality.badSheet} naming the item; RULE
     *     {@code quality.changedMeanwhile}
     */
    @Transactional
    public Sheet define(String jurisdiction, String partCode, String name, List<Item> items) {
        Actor actor = inspectors.requireSheetKeeper();
        String place = jurisdictions.require(jurisdiction).code();
        Part part = Part.of(partCode);
        String title = Texts.required("评分表名称", name, 60);
        List<Item> checked = checked(items);
        int version = newest(place, part).map(Sheet::version).orElse(0) + 1;
        try {
            jdbc.sql("insert into quality_sheet (jurisdiction, part, version, name, items, changed_by, changed_by_name, changed_at) "
                            + "values (:jurisdiction, :part, :version, :name, :items, :by, :byName, :at)")
                    .param("jurisdiction", place).param("part", part.code()).param("version", version).param("name", title)
                    .param("items", JSON.writeValueAsString(checked)).param("by", actor.id()).param("byName", names.nameOf(actor.id()))
                    .param("at", clock.millis()).update();
        } catch (DuplicateKeyException somebodyElse) {
            throw Refusal.rule("quality.changedMeanwhile", "刚有人修改了这张评分表，请刷新后重试。");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        trail.record(new Entry(AuditTrail.QUALITY, place + " " + part.label(), "评分表第" + version + "版：" + checked.size() + "项"));
        return require(place, part);
    }

    private static List<Item> checked(List<Item> items) {
        if (items == null || items.isEmpty() || items.size() > MOST_ITEMS) {
            throw bad("评分表须有1至" + MOST_ITEMS + "项。");
        }
        List<Item> checked = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String code = item == null || item.code() == null ? "" : item.code().strip().toUpperCase(Locale.ROOT);
            String where = "第" + (i + 1) + "项：";
            if (!code.matches("[A-Z0-9]{1,8}")) {
                throw bad(where + "代号须为1至8个字母或数字。");
            }
            if (!codes.add(code)) {
                throw bad(where + "代号“" + code + "”重复。");
            }
            String name = Texts.required(where + "内容", item.name(), 100);
            if (item.points() < 1 || item.points() > FULL) {
                throw bad(where + "扣分须为1至" + FULL + "。");
            }
            checked.add(new Item(code, name, item.points(), item.fatal()));
        }
        return checked;
    }

    private static Refusal bad(String message) {
        return Refusal.invalid("quality.badSheet", message);
    }

    private Optional<Sheet> newest(String jurisdiction, Part part) {
        return jdbc.sql("select * from quality_sheet where jurisdiction = :jurisdiction and part = :part order by version desc limit 1")
                .param("jurisdiction", jurisdiction).param("part", part.code()).query((row, n) -> read(row)).optional();
    }

    private Sheet read(ResultSet row) throws SQLException {
        try {
            return new Sheet(row.getLong("id"), row.getString("jurisdiction"), row.getString("part"), Part.of(row.getString("part")).label(),
                    row.getInt("version"), row.getString("name"), JSON.readValue(row.getString("items"), new TypeReference<List<Item>>() { }),
                    row.getString("changed_by_name"), Instant.ofEpochMilli(row.getLong("changed_at")).atZone(clock.getZone()).toOffsetDateTime());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
