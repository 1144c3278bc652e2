package org.hotline12345.platform.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hotline12345.platform.MovableClock;

/** Tells in Chinese what happened to each ticket, which limits it had and whether they were met. */
final class Report {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(MovableClock.ZONE);
    private static final String LINE = "─".repeat(78);
    private static final Map<String, String> PEOPLE = Map.of("operator", "话务员", "dispatcher", "派单员", "reviewer", "复核员",
            "callback", "回访员", "supervisor", "督办员", "system", "系统");
    private static final Map<String, String> ACTS = Map.of("claim", "签收", "submit", "提交", "read", "查看工单",
            "register", "登记", "evaluate", "评价", "return", "申请退回", "reply", "答复", "object", "提出异议",
            "Task_HoldMeeting", "提交会议纪要", "Task_RuleOnReturn", "裁定");

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    /** The console, with an encoding that has Chinese characters. */
    static PrintStream console() {
        Charset own = Charset.defaultCharset();
        return new PrintStream(System.out, true, own.newEncoder().canEncode("工单") ? own : StandardCharsets.UTF_8);
    }

    PrintStream out() {
        return out;
    }

    /** @param refused why a request was refused, or null */
    void done(String path, String refused) {
        out.println("经公开接口登记：" + path + (refused == null ? "" : "，未办成：" + refused));
    }

    void start(String name, int cases) {
        out.println();
        out.println("重放「" + name + "」：" + cases + " 个案例，按真实日期、以各岗位账号经公开接口办理");
    }

    void refuse(String reason) {
        out.println();
        out.println("不能重放：" + reason);
    }

    void print(List<Replay.Played> played) {
        played.forEach(this::print);
        out.println();
        out.println(LINE);
        long held = played.stream().filter(Replay.Played::held).count();
        out.println("重放结果：" + played.size() + " 个案例，" + held + " 个与预期一致，" + (played.size() - held) + " 个不一致，共核对 "
                + played.stream().mapToInt(one -> one.checked).sum() + " 项。");
        played.stream().filter(one -> !one.held()).forEach(one -> {
            out.println("  不一致：" + one.of.title());
            one.differences.forEach(difference -> out.println("    - " + difference));
        });
    }

    private void print(Replay.Played played) {
        out.println();
        out.println(LINE);
        out.println("案例 " + played.of.position() + "　" + played.of.title());
        out.println("出处：" + played.of.source());
        if (played.of.note() != null) {
            out.println("说明：" + played.of.note());
        }
        played.tickets.forEach((label, ticket) -> {
            if (ticket.events != null) {
                print(played, ticket);
            }
        });
        out.println("结论：" + (played.held() ? "与预期一致（核对 " + played.checked + " 项）"
                : "与预期不一致，" + played.differences.size() + " 项：" + String.join("；", played.differences)));
    }

    private void print(Replay.Played played, Replay.Seen ticket) {
        JsonNode view = ticket.view;
        out.println();
        out.println("工单 " + ticket.no + "　" + view.path("kindName").asText() + "「" + view.path("title").asText() + "」　状态："
                + view.path("statusName").asText());
        out.println("  经过");
        List<Happening> path = new ArrayList<>();
        ticket.events.forEach(event -> path.add(new Happening(Outcomes.instant(event.path("at")), event(played, event))));
        ticket.refusals.forEach(refusal -> path.add(new Happening(refusal.at(), refusal(played, refusal))));
        path.sort(Comparator.comparing(Happening::at));
        path.forEach(one -> out.println("    " + MINUTE.format(one.at()) + "  " + one.text()));
        limits(ticket);
    }

    private String event(Replay.Played played, JsonNode event) {
        String unit = event.path("unitName").asText("");
        return wide(event.path("typeName").asText(), 6) + "　" + wide(person(played, event.path("actor").asText()), 13)
                + (unit.isEmpty() || event.path("actor").asText().equals("clerk-" + event.path("unit").asText())
                        ? "" : "　[" + unit + "]")
                + (event.hasNonNull("text") ? "　" + event.path("text").asText().replace("\n", "；").replace("。；", "；") : "");
    }

    private String refusal(Replay.Played played, Replay.Refusal refusal) {
        ReplayCase.Step step = refusal.step();
        String tried = Stream.of(String.valueOf(step.with().get("action")), String.valueOf(step.task()), step.action())
                .filter(ACTS::containsKey).map(ACTS::get).findFirst().orElse(step.action());
        Object reply = step.with().get("reply");
        return wide("未获准许", 6) + "　" + wide(person(played, step.who()), 13) + "　" + tried
                + (reply == null ? "" : "「" + reply + "」") + " → " + refusal.answer().status() + " " + refusal.answer().code()
                + "：" + refusal.answer().message();
    }

    private void limits(Replay.Seen ticket) {
        List<Outcomes.Handled> handled = Outcomes.handled(ticket);
        List<Outcomes.Reviewed> reviews = Outcomes.reviews(ticket);
        if (handled.isEmpty() && reviews.isEmpty()) {
            out.println("  时限　不派单，没有时限");
            return;
        }
        out.println("  时限");
        for (Outcomes.Handled one : handled) {
            JsonNode unit = one.unit();
            out.println("    " + unit.path("name").asText() + "（" + unit.path("roleName").asText() + "，第"
                    + unit.path("round").asInt() + "轮，" + MINUTE.format(Outcomes.instant(unit.path("dispatchedAt"))) + " 派单）");
            out.println("      退回期限 " + Outcomes.told(one.returnUntil(), unit) + "：" + (one.returnedAt() == null ? "没有退回"
                    : MINUTE.format(one.returnedAt()) + " 申请退回，" + inTime(one.returnedAt(), one.returnUntil())));
            out.println("      办理期限 " + Outcomes.told(one.handleUntil(), unit) + "：" + switch (one.result()) {
                case "repliedInTime", "repliedLate" ->
                        MINUTE.format(one.repliedAt()) + " 答复，" + inTime(one.repliedAt(), one.handleUntil());
                case "returnedInTime", "returnedLate" -> "退回成立，由接办单位重新计时";
                case "ended" -> "联席会议终止，按会议决定重新派单";
                default -> "尚未办结";
            });
        }
        for (Outcomes.Reviewed one : reviews) {
            out.println("    复核期限 " + Outcomes.lastDay(one.until()) + "："
                    + (one.at() == null ? "尚未复核" : MINUTE.format(one.at()) + " 复核，" + inTime(one.at(), one.until())));
        }
    }

    private static String inTime(Instant at, Instant until) {
        return at.isBefore(until) ? "按时" : "超时";
    }

    private static String person(Replay.Played played, String actor) {
        if (actor.startsWith("clerk-")) {
            String unit = actor.substring("clerk-".length());
            return played.unitNames.getOrDefault(unit, unit) + "经办员";
        }
        return PEOPLE.getOrDefault(actor, actor);
    }

    /** Chinese characters are equally wide, so padding with the wide blank lines columns up. */
    private static String wide(String text, int width) {
        return text + "　".repeat(Math.max(0, width - text.length()));
    }

    private record Happening(Instant at, String text) {
    }
}
