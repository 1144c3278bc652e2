package org.hotline12345.handover;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hotline12345.workbook.Column;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Writing;

/**
 * A hotline that has run for two years on another system, invented from a seed: its workbook, and what it knows of every
 * ticket by itself, so that what stands here afterwards can be compared with it. Nobody in it exists.
 */
public final class OldCentre {

    public static final String SYSTEM = "老热线平台";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    /** Its word, then ours; the last two stand in its sheet of words only. */
    private static final String[] UNITS = {"市市场监督管理局", "市住房和城乡建设局", "市城市管理和综合执法局", "大祥区政府", "双清区政府", "老工商局"};
    private static final String[] KINDS = {"投诉", "咨询", "求助", "意见建议"};
    private static final String[] CHANNELS = {"电话", "微信", "网站", "老APP"};

    private final Instant now;
    private final SplittableRandom chance;
    private final List<Map<String, String>> tickets = new ArrayList<>();
    private final List<Map<String, String>> dispatches = new ArrayList<>();
    private final List<Map<String, String>> files = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();

    /** What it knows of a dispatch that is still open; instants it did not tell are null. */
    public record Open(String number, String status, String unit, String state, Instant sentAt, Instant returnUntil, Instant handleUntil,
            Instant resumeAt, Instant finalUntil) {
    }

    public OldCentre(Instant now, long seed) {
        this.now = now;
        this.chance = new SplittableRandom(seed);
    }

    public List<Open> open() {
        return List.copyOf(open);
    }

    public int size() {
        return tickets.size();
    }

    // ------------------------------------------------------------------ what happened there

    /** Tickets that are over, from two years ago to two months ago. */
    public OldCentre closed(int count) {
        for (int i = 0; i < count; i++) {
            LocalDateTime at = local(now).minusDays(60 + chance.nextInt(670)).withHour(8 + chance.nextInt(9)).withMinute(chance.nextInt(60))
                    .withSecond(chance.nextInt(60));
            Map<String, String> ticket = ticket(at);
            if (i % 10 == 0) {
                ticket.put("status", i % 20 == 0 ? "即时办结" : "不予受理");
                ticket.put("closed", written(at.plusMinutes(20)));
                ticket.put("closing", "当场答复");
                continue;
            }
            ticket.put("status", i % 3 == 0 ? "结案归档" : "已归档");
            int rounds = i % 17 == 0 ? 2 : 1;
            LocalDateTime sent = at.plusMinutes(30);
            for (int round = 1; round <= rounds; round++) {
                Map<String, String> dispatch = dispatch(ticket, UNITS[chance.nextInt(UNITS.length)], "主办", sent, "已答复");
                dispatch.put("round", String.valueOf(round));
                dispatch.put("signedAt", written(sent.plusHours(1)));
                dispatch.put("handleUntil", written(sent.toLocalDate().plusDays(7).atStartOfDay()));
                sent = sent.plusDays(1 + chance.nextInt(9));
                dispatch.put("repliedAt", written(sent));
                dispatch.put("reply", "经核实已处理，群众认可。");
                sent = sent.plusDays(1);
            }
            ticket.put("evaluation", i % 5 == 0 ? "不满意" : i % 7 == 0 ? "默认评价" : "满意");
            ticket.put("evaluatedAt", written(sent.plusHours(2)));
            ticket.put("closed", written(sent.plusDays(1)));
        }
        return this;
    }

    /** Tickets of the last days, {@code times} of each of the ways to be open. */
    public OldCentre open(int times) {
        for (int i = 0; i < times; i++) {
            waitingForTheCentre();
            withUnits(i);
        }
        return this;
    }

    /** How many tickets one round of {@link #open(int)} makes. */
    public static final int WAYS = 13;

    private void waitingForTheCentre() {
        for (String status : List.of("待派单", "待补充", "联席会议")) {
            Map<String, String> ticket = ticket(recent(2));
            ticket.put("status", status);
            ticket.put("since", written(local(now).minusHours(2)));
            open.add(new Open(ticket.get("number"), status, null, null, null, null, null, null, null));
        }
        for (String status : List.of("待复核", "待回访")) {
            Map<String, String> ticket = ticket(recent(6));
            ticket.put("status", status);
            LocalDateTime sent = LocalDateTime.parse(ticket.get("registered"), TIME).plusMinutes(30);
            Map<String, String> dispatch = dispatch(ticket, UNITS[chance.nextInt(5)], "主办", sent, "已答复");
            dispatch.put("repliedAt", written(local(now).minusHours(3)));
            dispatch.put("reply", "经核实已处理，群众认可。");
            ticket.put("since", written(local(now).minusHours(3)));
            open.add(new Open(ticket.get("number"), status, null, null, null, null, null, null, null));
        }
    }

    private void withUnits(int i) {
        handled("待签收", i % 2 == 0 ? 9 : 0, 0);
        handled("办理中", 0, 0);
        handled("办理中", 5, 1);
        overdue();
        Map<String, String> returning = handled("退回待裁定", i % 2 == 0 ? 6 : 0, 0);
        returning.put("returnedAt", written(LocalDateTime.parse(returning.get("at"), TIME).plusHours(2)));
        returning.put("returnReason", "该事项不属于本单位职责");
        returning.put("returnUnit", returning.get("unit").equals(UNITS[1]) ? UNITS[0] : UNITS[1]);
        returning.put("returnBasis", "三定规定");
        suspended();
        interim();
        again();
    }

    /** @param days until the limit it told, or 0 where it told none */
    private Map<String, String> handled(String state, int days, int assists) {
        Map<String, String> ticket = ticket(recent(1));
        ticket.put("status", state.equals("退回待裁定") ? state : "办理中");
        LocalDateTime sent = LocalDateTime.parse(ticket.get("registered"), TIME).plusSeconds(1234);
        Map<String, String> dispatch = dispatch(ticket, UNITS[chance.nextInt(5)], "主办", sent, state);
        signed(dispatch, state);
        Instant limit = null;
        Instant window = null;
        if (days > 0) {
            LocalDateTime until = local(now).plusDays(days).withHour(17).withMinute(30).withSecond(15);
            dispatch.put("handleUntil", written(until));
            dispatch.put("returnUntil", written(local(now).plusHours(5)));
            limit = until.atZone(CHINA).toInstant();
            window = local(now).plusHours(5).atZone(CHINA).toInstant();
        }
        open.add(new Open(ticket.get("number"), ticket.get("status"), dispatch.get("unit"), state, sent.atZone(CHINA).toInstant(), window, limit,
                null, null));
        if (assists > 0) {
            String assist = dispatch.get("unit").equals(UNITS[2]) ? UNITS[3] : UNITS[2];
            Map<String, String> other = dispatch(ticket, assist, "协办", sent, "待签收");
            other.put("handleUntil", written(local(now).plusDays(3)));
            open.add(new Open(ticket.get("number"), "办理中", assist, "待签收", sent.atZone(CHINA).toInstant(), null,
                    local(now).plusDays(3).atZone(CHINA).toInstant(), null, null));
        }
        return dispatch;
    }

    private void overdue() {
        Map<String, String> ticket = ticket(recent(25).minusDays(20));
        ticket.put("status", "办理中");
        LocalDateTime sent = LocalDateTime.parse(ticket.get("registered"), TIME).plusSeconds(600);
        Map<String, String> dispatch = dispatch(ticket, UNITS[chance.nextInt(5)], "主办", sent, "办理中");
        signed(dispatch, "办理中");
        LocalDateTime until = sent.toLocalDate().plusDays(8).atStartOfDay();
        dispatch.put("handleUntil", until.toLocalDate().minusDays(1).toString());
        if (chance.nextInt(3) == 0) {
            ticket.put("orderSource", "领导批示");
            ticket.put("orderPerson", "分管副局长");
            ticket.put("orderText", "请限期办结并说明原因");
            ticket.put("orderUntil", local(now).plusDays(2).toLocalDate().toString());
        }
        open.add(new Open(ticket.get("number"), "办理中", dispatch.get("unit"), "逾期", sent.atZone(CHINA).toInstant(), null,
                until.atZone(CHINA).toInstant(), null, null));
    }

    private void suspended() {
        Map<String, String> ticket = ticket(recent(3));
        ticket.put("status", "挂起");
        LocalDateTime sent = LocalDateTime.parse(ticket.get("registered"), TIME).plusSeconds(700);
        Map<String, String> dispatch = dispatch(ticket, UNITS[chance.nextInt(5)], "主办", sent, "挂起");
        signed(dispatch, "挂起");
        dispatch.put("suspendedAt", written(sent.plusHours(3)));
        LocalDateTime review = local(now).toLocalDate().plusDays(12).atStartOfDay();
        dispatch.put("resumeOn", review.toLocalDate().toString());
        dispatch.put("handleUntil", review.toLocalDate().plusDays(6).toString());
        open.add(new Open(ticket.get("number"), "挂起", dispatch.get("unit"), "挂起", sent.atZone(CHINA).toInstant(), null,
                review.plusDays(7).atZone(CHINA).toInstant(), review.atZone(CHINA).toInstant(), null));
    }

    private void interim() {
        Map<String, String> ticket = ticket(recent(4));
        ticket.put("status", "办理中");
        LocalDateTime sent = LocalDateTime.parse(ticket.get("registered"), TIME).plusSeconds(800);
        Map<String, String> dispatch = dispatch(ticket, UNITS[0], "主办", sent, "已作阶段性答复");
        signed(dispatch, "已作阶段性答复");
        dispatch.put("interimAt", written(sent.plusHours(4)));
        dispatch.put("procedure", "complaint-mediation");
        LocalDateTime until = local(now).toLocalDate().plusDays(40).atStartOfDay();
        dispatch.put("interimUntil", until.toLocalDate().minusDays(1).toString());
        open.add(new Open(ticket.get("number"), "办理中", dispatch.get("unit"), "已作阶段性答复", sent.atZone(CHINA).toInstant(), null, null, null,
                until.atZone(CHINA).toInstant()));
    }

    /** 重办: its second round. */
    private void again() {
        Map<String, String> ticket = ticket(recent(20));
        ticket.put("status", "办理中");
        LocalDateTime sent = LocalDateTime.parse(ticket.get("registered"), TIME).plusSeconds(900);
        Map<String, String> first = dispatch(ticket, UNITS[5], "主办", sent, "已答复");
        first.put("repliedAt", written(sent.plusHours(5)));
        first.put("reply", "已处理。");
        LocalDateTime anew = local(now).minusHours(4);
        Map<String, String> second = dispatch(ticket, UNITS[0], "主办", anew, "待签收");
        second.put("round", "2");
        second.put("handleUntil", written(local(now).plusDays(4)));
        open.add(new Open(ticket.get("number"), "办理中", UNITS[0], "待签收", anew.atZone(CHINA).toInstant(), null,
                local(now).plusDays(4).atZone(CHINA).toInstant(), null, null));
    }

    private void signed(Map<String, String> dispatch, String state) {
        if (!state.equals("待签收")) {
            dispatch.put("signedAt", written(LocalDateTime.parse(dispatch.get("at"), TIME).plusMinutes(40)));
        }
    }

    private Map<String, String> ticket(LocalDateTime at) {
        int n = tickets.size() + 1;
        Map<String, String> ticket = new HashMap<>();
        ticket.put("number", String.format("GD%08d", n));
        ticket.put("kind", KINDS[n % KINDS.length]);
        ticket.put("channel", CHANNELS[chance.nextInt(CHANNELS.length)]);
        ticket.put("category", "consumer-rights");
        ticket.put("region", n % 2 == 0 ? "430511" : "北塔区");
        ticket.put("address", "测试路" + n + "号");
        ticket.put("title", "第" + n + "件旧工单");
        ticket.put("content", "旧系统登记的诉求" + n + "，要求核实处理。");
        ticket.put("name", "测试群众" + n);
        ticket.put("phone", String.format("139%08d", n));
        ticket.put("registered", written(at));
        tickets.add(ticket);
        return ticket;
    }

    private Map<String, String> dispatch(Map<String, String> ticket, String unit, String role, LocalDateTime at, String state) {
        Map<String, String> dispatch = new HashMap<>();
        dispatch.put("number", ticket.get("number"));
        dispatch.put("unit", unit);
        dispatch.put("role", role);
        dispatch.put("at", written(at));
        dispatch.put("state", state);
        dispatches.add(dispatch);
        return dispatch;
    }

    private LocalDateTime recent(int days) {
        return local(now).minusDays(days).withHour(8).withMinute(chance.nextInt(60)).withSecond(chance.nextInt(60));
    }

    private static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, CHINA).withNano(0);
    }

    private static String written(LocalDateTime at) {
        return TIME.format(at);
    }

    // ------------------------------------------------------------------ its workbook

    /** A cell of the n-th ticket (from 1), changed: what somebody got wrong. */
    public OldCentre spoil(int n, String key, String value) {
        tickets.get(n - 1).put(key, value);
        return this;
    }

    /** A cell of the n-th dispatch (from 1), changed. */
    public OldCentre spoilDispatch(int n, String key, String value) {
        dispatches.get(n - 1).put(key, value);
        return this;
    }

    /** An attachment of the n-th ticket (from 1). */
    public OldCentre file(int n, String path, String sha256) {
        files.add(Map.of("number", tickets.get(n - 1).get("number"), "path", path, "sha256", sha256));
        return this;
    }

    public Path write(Path file) {
        try (Writing writing = new Writing(); OutputStream out = Files.newOutputStream(file)) {
            writing.about(Map.of("旧系统", SYSTEM));
            Writing.Rows words = writing.sheet(Sheets.MAPPING);
            words.row(List.of("单位", "老工商局", "市市场监督管理局"));
            words.row(List.of("来源渠道", "老APP", "手机应用"));
            words.row(List.of("状态", "结案归档", "已归档"));
            rows(writing, Sheets.TICKETS, tickets);
            rows(writing, Sheets.DISPATCHES, dispatches);
            if (!files.isEmpty()) {
                rows(writing, Sheets.FILES, files);
            }
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void rows(Writing writing, Form form, List<Map<String, String>> rows) {
        Writing.Rows sheet = writing.sheet(form);
        for (Map<String, String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (Column column : form.columns()) {
                cells.add(row.get(column.key()));
            }
            sheet.row(cells);
        }
    }
}
