package org.hotline12345.bulletin.content;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hotline12345.bulletin.BulletinKind;
import org.hotline12345.bulletin.Frozen;
import org.hotline12345.bulletin.Names;
import org.hotline12345.bulletin.Placeholders;
import org.hotline12345.bulletin.Topics;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Topic;
import org.hotline12345.ticket.IdentityText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** First words for a draft from the tickets of its period: who handled a field, why people were not satisfied, a typical case without names. */
@Component
public class Proposals {

    private static final int CAUSES = 3;
    private static final int FIELDS = 3;
    private static final int UNITS = 6;
    private static final int CANDIDATES = 100;
    private static final int LONGEST = 300;
    private static final Pattern NUMBERS = Pattern.compile("[A-Za-z]{0,3}\\d{6,}[Xx]?|[\\u4e00-\\u9fa5][A-Z][A-Z0-9]{5,6}");
    /** The family names that nine of ten people bear, those left out that mostly stand for something else before a title. */
    private static final String FAMILY_NAMES = "欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任"
            + "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃戴莫孔向汤温康施牛樊葛邢安齐乔庄颜聂章鲁岳翟殷詹申欧耿焦俞卜柳]";
    private static final Pattern PERSONS = Pattern.compile("(?:" + FAMILY_NAMES + ")[\\u4e00-\\u9fa5]{0,2}?(先生|女士|小姐|师傅|老师|医生)");

    private final JdbcClient jdbc;
    private final IdentityText identities;
    private final Clock clock;

    Proposals(JdbcClient jdbc, IdentityText identities, Clock clock) {
        this.jdbc = jdbc;
        this.identities = identities;
        this.clock = clock;
    }

    /** The parts of {@link Contents#pieces}, with what the tickets say proposed where the figures propose nothing; a person reads and edits every one. */
    @Transactional(readOnly = true)
    public List<Piece> pieces(BulletinKind kind, Frozen frozen) {
        Map<String, String> found = new HashMap<>();
        switch (kind) {
            case MONTHLY -> fields(frozen, found);
            case ASSESSMENT -> causes(frozen, found);
            case FACTS -> typical(frozen, "1 = 1", Map.of()).ifPresent(told -> found.put("cases", told));
            case SPECIAL -> topic(frozen, found);
            default -> { }
        }
        return Contents.pieces(kind, frozen).stream().map(piece -> piece.proposed().isEmpty() && found.containsKey(piece.code())
                ? new Piece(piece.code(), piece.title(), piece.kept(), found.get(piece.code())) : piece).toList();
    }

    private void fields(Frozen frozen, Map<String, String> found) {
        Reading reading = new Reading(frozen);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        reading.groups("received").stream().filter(each -> !each.code().isEmpty()).limit(FIELDS).forEach(each -> fields.put(each.code(), below(frozen, each.code())));
        fields.forEach((field, codes) -> typical(frozen, "t.category in (:codes)", Map.of("codes", codes)).ifPresent(told -> found.put("case-" + field, told)));
        handlers(frozen, fields).forEach((field, units) -> found.put("handling-" + field, "上类诉求交办"
                + units.stream().map(reading::unitName).collect(Collectors.joining("、")) + "等单位办理。"));
    }

    /** Units by field, those with the most tickets first; of one reading of the index of a window of days. */
    private Map<String, List<String>> handlers(Frozen frozen, Map<String, List<String>> fields) {
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        if (!fields.isEmpty()) {
            jdbc.sql("select t.category, t.matter_unit, count(*) from ticket_ticket t where t.jurisdiction = :jurisdiction and t.registered_at >= :from "
                            + "and t.registered_at < :until and t.dispatched_at is not null and t.matter_unit is not null and t.category in (:codes) "
                            + "group by t.category, t.matter_unit")
                    .params(period(frozen)).param("codes", fields.values().stream().flatMap(List::stream).toList()).query(row -> {
                        String category = row.getString(1);
                        String field = fields.keySet().stream().filter(each -> fields.get(each).contains(category)).findFirst().orElseThrow();
                        counts.computeIfAbsent(field, each -> new HashMap<>()).merge(row.getString(2), row.getLong(3), Long::sum);
                    });
        }
        Map<String, List<String>> handlers = new LinkedHashMap<>();
        counts.forEach((field, units) -> handlers.put(field, most(units, UNITS)));
        return handlers;
    }

    private void causes(Frozen frozen, Map<String, String> found) {
        Reading reading = new Reading(frozen);
        List<String> told = new ArrayList<>();
        for (Reading.Counted matter : reading.matters("dissatisfied", null).stream().filter(each -> !each.code().isEmpty()).limit(CAUSES).toList()) {
            List<String> units = jdbc.sql("select d.unit from ticket_ticket t join ticket_dispatch d on d.ticket_no = t.ticket_no and d.round = t.round "
                            + "and d.role = 'lead' where t.jurisdiction = :jurisdiction and t.closed_at >= :from and t.closed_at < :until "
                            + "and t.satisfied = false and t.category = :code group by d.unit order by count(*) desc, d.unit limit " + CAUSES)
                    .params(period(frozen)).param("code", matter.code()).query(String.class).list();
            told.add(matter.name() + "共计{dissatisfied@category:" + matter.code() + "}件" + (units.isEmpty() ? "。" : "，处理单位："
                    + units.stream().map(reading::unitName).collect(Collectors.joining("、")) + "等。"));
        }
        if (!told.isEmpty()) {
            found.put("dissatisfied", String.join("\n", told));
        }
        if (reading.n("reworked") + reading.n("returnsUpheld") > 0) {
            found.put("notOnce", "影响一次办结的情形：重办{reworked}件次，退回成立后再次派单{returnsUpheld}件次。");
        }
        told(frozen, reading, found, "notAtOnce", reading.mattersLess("consults", "consultsAnsweredAtOnce"),
                "共计{consults-consultsAnsweredAtOnce@category:%s}件", "，交由%s等单位办理。", "select t.category, t.matter_unit, count(*) from ticket_ticket t "
                        + "where t.jurisdiction = :jurisdiction and t.registered_at >= :from and t.registered_at < :until and t.kind = 'consult' "
                        + "and t.parts = 0 and t.dispatched_at is not null and t.matter_unit is not null and t.category in (:codes) "
                        + "group by t.category, t.matter_unit");
        told(frozen, reading, found, "overdue", reading.matters("overdue", null), "逾期{overdue@category:%s}件次", "，涉及%s等单位。",
                "select t.category, coalesce(d.overdue_unit, d.unit), count(*) from ticket_dispatch d join ticket_ticket t on t.ticket_no = d.ticket_no "
                        + "where t.jurisdiction = :jurisdiction and d.overdue_at >= :from and d.overdue_at < :until and d.role in ('lead', 'assist') "
                        + "and t.exclusion is null and t.category in (:codes) group by t.category, coalesce(d.overdue_unit, d.unit)");
    }

    /** The foremost matters with their count and, of one reading within an index of the period, the units that have most of each. */
    private void told(Frozen frozen, Reading reading, Map<String, String> found, String section, List<Reading.Counted> matters, String counted,
            String handled, String sql) {
        List<Reading.Counted> foremost = matters.stream().filter(each -> !each.code().isEmpty()).limit(CAUSES).toList();
        if (foremost.isEmpty()) {
            return;
        }
        Map<String, Map<String, Long>> units = new HashMap<>();
        jdbc.sql(sql).params(period(frozen)).param("codes", foremost.stream().map(Reading.Counted::code).toList()).query(row -> {
            units.computeIfAbsent(row.getString(1), each -> new HashMap<>()).merge(row.getString(2), row.getLong(3), Long::sum);
        });
        found.put(section, foremost.stream().map(matter -> {
            List<String> most = most(units.getOrDefault(matter.code(), Map.of()), CAUSES);
            return matter.name() + counted.formatted(matter.code()) + (most.isEmpty() ? "。"
                    : handled.formatted(most.stream().map(reading::unitName).collect(Collectors.joining("、"))));
        }).collect(Collectors.joining("\n")));
    }

    private static List<String> most(Map<String, Long> units, int limit) {
        return units.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(limit).map(Map.Entry::getKey).toList();
    }

    private void topic(Frozen frozen, Map<String, String> found) {
        Topic topic = Topics.of(frozen.names(), frozen.header().topic(), frozen.sign());
        typical(frozen, topic.condition(), topic.parameters()).ifPresent(told -> found.put("cases", told));
    }

    /** A closed, satisfied, not confidential ticket with a full answer: of the newest ones, urgent ones first. */
    private Optional<String> typical(Frozen frozen, String among, Map<String, Object> named) {
        Map<String, Object> params = new LinkedHashMap<>(period(frozen));
        params.putAll(named);
        // By time only: the index of closed tickets is read backwards until there are enough, whatever the month holds.
        return jdbc.sql("select t.ticket_no, t.registered_at, t.urgent, t.content, d.unit, d.reply from ticket_ticket t join ticket_dispatch d "
                        + "on d.ticket_no = t.ticket_no and d.round = t.round and d.role = 'lead' and d.state = 'replied' "
                        + "where t.jurisdiction = :jurisdiction and t.closed_at >= :from and t.closed_at < :until and t.satisfied = true "
                        + "and t.confidential = false and t.status = 'archived' and t.kind <> 'report' and " + among
                        + " order by t.closed_at desc limit " + CANDIDATES).params(params)
                .query((row, n) -> new Candidate(row.getString(1), row.getLong(2), row.getBoolean(3), row.getString(4), row.getString(5), row.getString(6)))
                .stream().filter(Candidate::tells).max(Comparator.comparing(Candidate::urgent)).map(found -> told(frozen, found));
    }

    private record Candidate(String ticketNo, long registeredAt, boolean urgent, String content, String unit, String reply) {

        boolean tells() {
            return content != null && reply != null && content.length() >= 10 && reply.length() >= 15;
        }
    }

    private String told(Frozen frozen, Candidate found) {
        LocalDate day = Instant.ofEpochMilli(found.registeredAt).atZone(clock.getZone()).toLocalDate();
        return "{=" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日}，市民反映：" + without(found.ticketNo, found.content) + "热线交由"
                + frozen.names().of(Dimension.UNIT, found.unit) + "办理。办理结果：" + without(found.ticketNo, found.reply) + "经热线回访，市民表示满意。";
    }

    /** Nobody can be known by it: names, telephone, identity, plate and order numbers are covered; braces are no placeholders here, and numbers no figures. */
    private String without(String ticketNo, String text) {
        String covered = PERSONS.matcher(NUMBERS.matcher(identities.scrub(ticketNo, text.strip())).replaceAll("***")).replaceAll("某$1")
                .replace('{', '（').replace('}', '）').replaceAll("\\s+", " ");
        String cut = covered.codePointCount(0, covered.length()) > LONGEST ? covered.substring(0, covered.offsetByCodePoints(0, LONGEST)) + "……" : covered;
        return Placeholders.own(cut.endsWith("。") || cut.endsWith("……") ? cut : cut + "。");
    }

    private static List<String> below(Frozen frozen, String group) {
        List<String> codes = new ArrayList<>(List.of(group));
        frozen.names().all(Dimension.CATEGORY).stream().filter(named -> group.equals(named.parent())).map(Names.Named::code).forEach(codes::add);
        return codes;
    }

    private Map<String, Object> period(Frozen frozen) {
        return Map.of("jurisdiction", frozen.header().jurisdiction(), "from", instant(frozen.header().from()),
                "until", instant(frozen.header().to().plusDays(1)));
    }

    private long instant(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }
}
