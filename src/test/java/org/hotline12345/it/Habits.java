package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.hotline12345.attachment.Attachments;
import org.hotline12345.callback.Callback;
import org.hotline12345.callback.Visits;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.hotline12345.deadline.FollowUps;
import org.hotline12345.deadline.Urging;
import org.hotline12345.handling.RelayedCalls;
import org.hotline12345.handling.Teamwork;
import org.hotline12345.intake.Additions;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.intake.Reopening;
import org.hotline12345.intake.Withdrawals;
import org.hotline12345.it.City.Life;
import org.hotline12345.it.City.Open;
import org.hotline12345.meeting.Consultations;
import org.hotline12345.opinion.Opinions;
import org.hotline12345.routing.Dispatching;
import org.hotline12345.routing.Merging;
import org.hotline12345.shift.Roster;
import org.hotline12345.shift.Shifts;
import org.hotline12345.supervision.Acts;
import org.hotline12345.supervision.Exclusions;
import org.hotline12345.supervision.OrderSource;
import org.hotline12345.supervision.Orders;
import org.hotline12345.supervision.Referrals;
import org.hotline12345.supervision.SpotChecks;
import org.hotline12345.ticket.Confidentiality;
import org.hotline12345.ticket.Tags;

/** How people of the simulated city behave: what a citizen asks for, and what each does with a task, by {@link Course}. */
final class Habits {

    private static final String REPLY = "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。";
    private static final List<String> CLEAR = List.of("consumer-rights", "food-safety", "product-quality", "power-fault",
            "water-fault", "bus-service", "taxi-service", "provident-fund", "house-quality", "street-lighting", "greening",
            "school-matters", "hospital-service", "public-order", "express-delivery");
    private static final List<String> SHARED = List.of("parking-on-road", "manhole-hazard", "wage-arrears");
    private static final List<String> UNITS = List.of("education", "urban-management", "housing", "human-resources",
            "public-security", "civil-affairs", "ecology-environment", "transport", "health-commission", "agriculture");

    private static final Set<Course> MERGED = Set.of(Course.MERGED_AT_DESK, Course.MERGED_WITH_UNITS, Course.MAIN_WITHDRAWN);
    private static final List<String> PROCEDURES = List.of("complaint-acceptance", "complaint-mediation", "report-filing", "formal-reply");

    private final Intake intake;
    private final Callback callback;
    private final Additions additions;
    private final Urging urging;
    private final Tags tags;
    private final Withdrawals withdrawals;
    private final Reopening reopening;
    private final Merging merging;
    private final Dispatching dispatching;
    private final Teamwork teamwork;
    private final FollowUps followUps;
    private final Visits visits;
    private final RelayedCalls relayedCalls;
    private final Confidentiality confidentiality;
    private final Consultations consultations;
    private final Orders orders;
    private final Referrals referrals;
    private final Exclusions exclusions;
    private final SpotChecks spotChecks;
    private final Acts acts;
    private final Opinions opinions;
    private final Roster roster;
    private final Shifts shifts;
    private final Attachments attachments;

    Habits(Intake intake, Callback callback, Additions additions, Urging urging, Tags tags, Withdrawals withdrawals,
            Reopening reopening, Merging merging, Dispatching dispatching, Teamwork teamwork, FollowUps followUps,
            Visits visits, RelayedCalls relayedCalls, Confidentiality confidentiality, Consultations consultations,
            Orders orders, Referrals referrals, Exclusions exclusions, SpotChecks spotChecks, Acts acts,
            Opinions opinions, Roster roster, Shifts shifts, Attachments attachments) {
        this.intake = intake;
        this.callback = callback;
        this.additions = additions;
        this.urging = urging;
        this.tags = tags;
        this.withdrawals = withdrawals;
        this.reopening = reopening;
        this.merging = merging;
        this.dispatching = dispatching;
        this.teamwork = teamwork;
        this.followUps = followUps;
        this.visits = visits;
        this.relayedCalls = relayedCalls;
        this.confidentiality = confidentiality;
        this.consultations = consultations;
        this.orders = orders;
        this.referrals = referrals;
        this.exclusions = exclusions;
        this.spotChecks = spotChecks;
        this.acts = acts;
        this.opinions = opinions;
        this.roster = roster;
        this.shifts = shifts;
        this.attachments = attachments;
    }

    // ------------------------------------------------------------------ citizens

    void calls(City city, Life life) {
        if (MERGED.contains(life.course)) {
            // Somebody else called about the same matter first.
            Life main = life.sibling(life.course == Course.MAIN_WITHDRAWN ? Course.WITHDRAWN_MAIN : Course.MAIN);
            calls(city, main);
            city.look(main);
            city.plan(life, city.now().plusSeconds(life.chance.nextInt(1800, 14_400)), () -> registers(city, life));
            return;
        }
        registers(city, life);
    }

    private void registers(City city, Life life) {
        city.as("operator", "operator");
        life.ticketNo = intake.register(request(city, life)).ticketNo();
        city.know(life);
    }

    private NewTicket request(City city, Life life) {
        return switch (life.course) {
            case CONSULT -> request(life, "consult", clear(life), null);
            case CO_HANDLED -> request(life, "complaint", SHARED.get(life.chance.nextInt(SHARED.size())), null);
            case ANSWERED_AT_DESK -> request(life, "consult", null, new NewTicket.Desk("instantAnswer", "缴存满六个月可提取，已当场答复"));
            case TRANSFERRED -> request(life, "help", null, new NewTicket.Desk("transfer", "police110"));
            case TRANSFER_REFUSED -> request(life, "complaint", "consumer-rights", new NewTicket.Desk("transfer", "police110"));
            case SECOND_LINE -> request(life, life.turn % 3 == 0 ? "complaint" : "consult", "provident-fund",
                    new NewTicket.Desk("secondLine", "政策问题，转政策专员", null, null, "policy"));
            case HAZARD -> request(life, "complaint", "cable-hazard", null);
            case LEGAL_ROUTE -> request(life, "complaint", null, new NewTicket.Desk("legalRoute", "litigation"));
            case DECLINED -> request(life, "other", null, new NewTicket.Desk("decline", "repeated"));
            case INVALID -> request(life, "other", null, new NewTicket.Desk("invalid", "silentCall"));
            case INFORMATION_GIVEN, INFORMATION_OVERDUE ->
                    request(life, "complaint", null, new NewTicket.Desk("needInfo", "没有说清是哪家单位"));
            case PRAISE -> request(life, "praise", "bus-service", null);
            case OUTSIDE -> new NewTicket("phone", life.externalId(), null, citizen(life), "460100", null, "complaint",
                    "consumer-rights", "外地商家不退款", "在外地一家商店购物后商家拒绝退款，要求处理。", null, null, null, null);
            case WITHDRAWN, WITHDRAWN_MAIN -> request(life, "complaint", "provident-fund", null);
            case WITHDRAWAL_GOES_ON -> request(life, "complaint", "food-safety", null);
            case ADVISED -> new NewTicket("phone", life.externalId(), null, citizen(life), "430503", "测试地点", "complaint",
                    "property-service", "物业服务差", "小区物业长期不清运垃圾，楼道堆满杂物。", null, null, null, null);
            case OFF_NETWORK -> new NewTicket("phone", life.externalId(), null, citizen(life), null, "测试地点", "complaint",
                    null, "宽带无法退订", "电信宽带多次申请退订未果，要求退还多收费用。", null, null, "460000", null);
            case HANDED_DOWN, SIGNED_OFF, ASSIGNED, OVERRIDDEN, BY_HAND, BY_HAND_WITH_ASSIST, SETTLED_BY_DISPATCHER, NEEDS_INFORMATION_BY_DISPATCHER, MERGED_AT_DESK, MAIN_WITHDRAWN,
                    SPLIT ->
                    request(life, "complaint", null, null);
            case CONFIDENTIAL, VISITED_INSTEAD -> request(life, "report", "tax-evasion", null);
            case NIGHT_WITH_CUTOFF -> new NewTicket("phone", life.externalId(), null, citizen(life), "430503", "测试地点", "help",
                    "street-lighting", "夜间紧急求助", "道路照明突然中断，存在安全隐患，请求尽快处置。", null,
                    OffsetDateTime.ofInstant(city.now().plusSeconds(4 * 3600), java.time.ZoneOffset.ofHours(8)), null, null);
            default -> request(life, "complaint", clear(life), null);
        };
    }

    private static String clear(Life life) {
        return CLEAR.get(life.chance.nextInt(CLEAR.size()));
    }

    private static NewTicket.Citizen citizen(Life life) {
        return life.course == Course.NO_CONTACT ? null
                : new NewTicket.Citizen("测试群众", phone(life));
    }

    private static String phone(Life life) {
        return "138" + "%08d".formatted(life.number);
    }

    private static NewTicket request(Life life, String kind, String category, NewTicket.Desk desk) {
        return new NewTicket("phone", life.externalId(), null, citizen(life), "430511", "测试地点", kind, category,
                "群众诉求第" + life.number + "件", "群众来电反映具体问题，要求有关单位尽快核实并处理。", null, null, null, desk);
    }

    /** The supervisor has some of last month's citizens called a second time. */
    void drawsLastMonth(City city) {
        city.as("supervisor", "supervisor");
        LocalDate today = city.localNow().toLocalDate();
        spotChecks.draw("430500", today.minusDays(30), today, 20, (long) today.getDayOfYear());
        city.lookAtAll();
    }

    // ------------------------------------------------------------------ what the engine waits for

    void timerStarted(City city, Life life, String activity, Instant due) {
        if (activity.equals("CatchEvent_SurveyUnanswered")) {
            surveyArrives(city, life, due);
        } else if (activity.equals("CatchEvent_ResumeDue")) {
            // Some answer before the review date, the others as soon as it is there.
            life.open.values().stream().filter(task -> task.key().equals("Task_HandleTicket")).forEach(task -> does(city, life, task,
                    life.turn % 4 == 0 ? city.before(life, due) : due.plusSeconds(life.chance.nextInt(1800, 50_000)), reply()));
        }
    }

    /** Nothing of the ticket waits for anybody: it has ended, or it waits for another ticket. */
    void nothingWaits(City city, Life life) {
        if (life.course == Course.SPOT_CHECKED && city.statusOf(life).equals("archived") && life.times("checked") == 1) {
            city.plan(life, city.now().plusSeconds(life.chance.nextInt(86_400, 9 * 86_400)), () -> {
                city.as("supervisor", "supervisor");
                spotChecks.record(life.ticketNo, "province", null, life.turn % 2 == 0, true, true, "省级抽查");
            });
        }
        if (life.course == Course.REOPENED && city.statusOf(life).equals("archived") && life.times("ended") == 1) {
            city.plan(life, city.now().plusSeconds(life.chance.nextInt(86_400, 5 * 86_400)), () -> {
                city.as("operator", "operator");
                reopening.reopen(life.ticketNo, "问题再次出现，要求重新办理");
            });
        }
    }

    private void surveyArrives(City city, Life life, Instant due) {
        int survey = life.times("survey");
        if (life.course == Course.VISITED && life.turn % 2 == 0) {
            city.plan(life, city.now().plusSeconds(60), () -> {
                city.as("supervisor", "supervisor");
                visits.order(life.ticketNo, "影响较大，须当面回访");
            });
            return;
        }
        boolean answers = switch (life.course) {
            case NEVER_REACHED, WRONG_NUMBER, REFUSES_TO_RATE -> false;
            case SURVEY_UNANSWERED -> life.turn % 2 == 0 && survey == 3;
            default -> true;
        };
        if (answers) {
            boolean satisfied = life.course != Course.DISSATISFIED || survey > 1;
            // Whoever recorded an off-network unit's reply does not take the citizen's answer to it.
            String voice = life.course == Course.OFF_NETWORK ? "callback" : "operator";
            city.plan(life, city.before(life, due), () -> {
                city.as(voice, voice);
                callback.evaluate(life.ticketNo, true, satisfied, satisfied, null);
            });
        }
    }

    void taskOpened(City city, Life life, Open task) {
        switch (task.key()) {
            case "Task_AskForInformation" -> informationWanted(city, life, task);
            case "Task_DispatchTicket" -> dispatched(city, life, task);
            case "Task_HandleTicket" -> handled(city, life, task);
            case "Task_RuleOnReturn" -> ruled(city, life, task);
            case "Task_HoldMeeting" -> met(city, life, task);
            case "Task_ReviewReply" -> reviewed(city, life, task);
            // A designer's added step, see PublicationIT.
            case "Task_ReviewReplyAgain" -> city.plan(life, task, city.soon(life, 60, 600), () ->
                    city.submitAs("second-reviewer", task, City.fields("verdict", "pass")));
            case "Task_AnswerAtSecondLine" -> does(city, life, task, city.before(life, task.due()), City.fields("outcome",
                    life.turn % 3 == 0 ? "dispatch" : life.turn % 3 == 1 ? "answered" : "legalRoute", "answer", "已按现行政策向来电人解释清楚"));
            case "Task_ConfirmTransfer" -> does(city, life, task, city.before(life, task.due()), life.course == Course.TRANSFER_REFUSED
                    ? City.fields("outcome", "refused", "note", "不属于警情") : City.fields("outcome", "confirmed", "confirmationNo", "110-" + life.number));
            case "Task_TalkThreeWay" -> does(city, life, task, city.before(life, task.due()), life.turn % 2 == 0
                    ? City.fields("outcome", "theirs", "confirmationNo", "110-" + life.number) : City.fields("outcome", "unclear"));
            case "Task_CompleteAction" -> does(city, life, task, life.turn % 2 == 0 ? city.after(life, task.due(), 60)
                    : city.before(life, task.due()), City.fields("result", "议定事项已按期整改到位"));
            case "Task_ConfirmAction" -> does(city, life, task, city.before(life, task.due()),
                    life.turn % 3 == 0 && life.times("confirmed") == 1 ? City.fields("verdict", "redo", "remark", "现场仍有遗留问题")
                            : City.fields("verdict", "done"));
            case "Task_VisitCitizen" -> visited(city, life, task);
            case "Task_CallForUnit" -> does(city, life, task, city.before(life, task.due()),
                    City.fields("outcome", "reached", "answer", "诉求人表示下午可以到场"));
            case "Task_HoldConsultation" -> does(city, life, task, city.before(life, task.due()), City.fields("conclusion", "由城管部门牵头处理",
                    "norm", "接件后先到场核实，再按职责处置", "leadUnit", "urban-management"));
            case "Task_AnswerOrder" -> does(city, life, task, life.turn % 3 == 0 ? city.after(life, task.due(), 60)
                    : city.before(life, task.due()), City.fields("answer", "已约谈责任科室，限三日内整改到位，并向诉求人说明情况。"));
            case "Task_CloseOrder" -> does(city, life, task, city.soon(life, 60, 600), life.turn % 3 == 1 && life.times("order") == 1
                    ? City.fields("verdict", "escalate", "higherPerson", "分管副市长", "reason", "整改不力")
                    : City.fields("verdict", "closed", "reason", "已整改到位"));
            case "Task_RuleOnExclusion" -> does(city, life, task, city.soon(life, 60, 600),
                    City.fields("granted", life.turn % 2 == 0, "reason", "经核实材料"));
            case "Task_CallAgain" -> city.plan(life, task, city.before(life, task.due()), () -> city.submitAs("second-caller", task,
                    life.turn % 4 == 0 ? City.fields("outcome", "noAnswer")
                            : City.fields("outcome", "reached", "authentic", true, "solved", true, "satisfied", true)));
            case "Task_SignOffReply" -> does(city, life, task, city.soon(life, 20, 200),
                    life.course == Course.SIGNED_OFF && life.turn % 2 == 0 && life.times("signed off") == 1
                            ? City.fields("approved", false, "reason", "请补充整改时限") : City.fields("approved", true, "reason", "同意"));
            case "Task_NotifyUnit" -> told(city, life, task);
            case "Task_FollowUp" -> does(city, life, task, city.before(life, task.due()),
                    City.fields("note", "已上门查看，情况稳定", "done", life.times("watched") > 1));
            case "Task_CallBack" -> called(city, life, task);
            case "Task_GiveOpinion" -> advised(city, life, task);
            case "Task_FulfilPromise" -> does(city, life, task, life.turn % 2 == 0 ? city.after(life, task.due(), 60)
                    : city.before(life, task.due()), City.fields("result", "交办事项已按期整改到位"));
            case "Task_ConfirmPromise" -> does(city, life, task, city.soon(life, 60, 600),
                    life.turn % 3 == 0 && life.times("promise") == 1 ? City.fields("verdict", "redo", "remark", "现场仍有遗留问题")
                            : City.fields("verdict", "done"));
            case "Task_RuleOnExtension" -> timeRuled(city, life, task);
            case "Task_ReplyFinally" -> does(city, life, task, life.course == Course.INTERIM_OVERDUE
                    ? city.after(life, task.due(), 60) : city.before(life, task.due()), City.fields("reply", REPLY));
            default -> throw new AssertionError("nobody in the city knows what to do with " + task.key() + " of " + life);
        }
    }

    /** A lead's reply waits for its assists; where it cannot, the lead says why. */
    private static void replies(City city, Open task, Map<String, Object> fields) {
        try {
            city.submit(task, fields);
        } catch (RuntimeException refused) {
            if (!City.isRefusal(refused, "handling.answersMissing")) {
                throw refused;
            }
            Map<String, Object> overriding = new HashMap<>(fields);
            overriding.put("overrideReason", "协办意见迟迟未到，先行答复群众");
            city.submit(task, overriding);
        }
    }

    private static void does(City city, Life life, Open task, Instant at, Map<String, Object> fields) {
        city.plan(life, task, at, () -> replies(city, task, fields));
    }

    // ------------------------------------------------------------------ the centre

    private void informationWanted(City city, Life life, Open task) {
        if (life.course == Course.INFORMATION_OVERDUE) {
            return;
        }
        does(city, life, task, city.before(life, task.due()), City.fields("supplement", "补充：商家在汽车南站对面，1月24日购买。",
                "category", clear(life), "region", "430511"));
    }

    private void dispatched(City city, Life life, Open task) {
        Instant at = city.soon(life, 5, 150);
        if (life.course == Course.SETTLED_BY_DISPATCHER) {
            does(city, life, task, at, City.fields("decision", "legalRoute", "reason", "法院正在审理，已告知法定途径"));
            return;
        }
        if (life.course == Course.NEEDS_INFORMATION_BY_DISPATCHER && life.times("dispatch") == 1) {
            does(city, life, task, at, City.fields("decision", "needInfo", "reason", "没有说清事发地点"));
            return;
        }
        if (MERGED.contains(life.course) && life.times("dispatch") == 1) {
            Life main = life.related.iterator().next();
            does(city, life, task, at, City.fields("decision", "merge", "mergeInto", main.ticketNo, "reason", "与在办工单为同一事项"));
            return;
        }
        if (life.course == Course.SPLIT) {
            city.plan(life, task, at, () -> {
                city.submit(task, City.fields("decision", "split", "reason", "一次来电两件事", "matters", """
                        [{"title":"药店不发货","content":"网购药品至今未发货，要求发货。","category":"consumer-rights","region":"430511"},
                         {"title":"小区消防","content":"小区消防验收未通过就收房。","category":"fire-check","leadUnit":"housing"}]"""));
                city.partsOf(life).forEach(no -> {
                    Life part = life.sibling(Course.PLAIN);
                    part.ticketNo = no;
                    city.know(part);
                });
            });
            return;
        }
        String lead = switch (life.course) {
            case HANDED_DOWN -> "transport";
            case SIGNED_OFF, ASSIGNED -> "natural-resources";
            case OFF_NETWORK -> "hainan-communications";
            default -> another(life, null);
        };
        boolean together = life.course == Course.BY_HAND_WITH_ASSIST || life.course == Course.OVERRIDDEN;
        life.proposed = together ? another(life, lead) : null;
        does(city, life, task, at, City.fields("decision", "dispatch", "leadUnit", lead, "assistUnits", life.proposed,
                "reason", "按职责分工派单"));
    }

    private static String another(Life life, String than) {
        String unit = UNITS.get(life.chance.nextInt(UNITS.size()));
        return unit.equals(than) ? UNITS.get((UNITS.indexOf(unit) + 1) % UNITS.size()) : unit;
    }

    private void ruled(City city, Life life, Open task) {
        String asking = life.returning;
        String ruling = switch (life.course) {
            case RETURN_REJECTED -> "reject";
            case RETURN_NEAREST, RETURN_NEAREST_SAME -> "nearest";
            case MEETING -> "meeting";
            case PING_PONG -> !task.group().equals("supervisor") ? "redispatch" : life.turn % 2 == 0 ? "nearest" : "meeting";
            default -> "redispatch";
        };
        String lead = ruling.equals("redispatch") || ruling.equals("nearest")
                ? life.course == Course.RETURN_NEAREST_SAME ? asking : life.proposed : null;
        does(city, life, task, city.before(life, task.due()),
                City.fields("ruling", ruling, "leadUnit", lead, "reason", "经核对职责清单裁定"));
    }

    private void met(City city, Life life, Open task) {
        String lead = another(life, null);
        String assist = another(life, lead);
        city.plan(life, task, city.before(life, task.due()), () -> {
            String due = city.localNow().toLocalDate().plusDays(20).toString();
            city.submit(task, City.fields("minutes", "会议议定由主办单位牵头整改，协办单位配合。", "leadUnit", lead, "assistUnits", assist,
                    "actions", "[{\"unit\":\"%s\",\"action\":\"限期整改到位\",\"due\":\"%s\"},{\"unit\":\"%s\",\"action\":\"配合整改\",\"due\":\"%s\"}]"
                            .formatted(lead, due, assist, due)));
        });
    }

    private void reviewed(City city, Life life, Open task) {
        int review = life.times("review");
        if (life.course == Course.HAZARD && review == 1) {
            city.plan(life, city.now().plusSeconds(120), () -> {
                city.as("dispatcher", "dispatcher");
                dispatching.settleOwnership(life.ticketNo, life.turn % 2 == 0 ? "china-mobile" : null, "经现场确认");
            });
        }
        if (life.course == Course.VISITED && life.turn % 2 == 1 && review == 1) {
            city.plan(life, city.now().plusSeconds(60), () -> {
                city.as("supervisor", "supervisor");
                visits.order(life.ticketNo, "影响较大，须当面回访");
            });
        }
        if (life.course == Course.FOLLOWED_UP && review == 1) {
            city.plan(life, city.now().plusSeconds(120), () -> {
                city.as("operator", "operator");
                followUps.order(life.ticketNo, "civil-affairs", city.localNow().toLocalDate().plusDays(12), 5, "持续关注老人情况");
            });
        }
        Instant at = life.course == Course.LATE_REVIEW ? city.after(life, task.due(), 40) : city.before(life, task.due());
        does(city, life, task, at, life.course == Course.FAILED_REVIEW && review == 1
                ? City.fields("verdict", "rework", "reason", "答复未回应群众的赔偿诉求") : City.fields("verdict", "pass"));
    }

    private void called(City city, Life life, Open task) {
        int call = life.times("call");
        if (life.course == Course.VISITED_INSTEAD) {
            city.plan(life, city.now().plusSeconds(600), () -> {
                city.as("supervisor", "supervisor");
                visits.order(life.ticketNo, "电话难以核实，改为当面回访");
            });
            return;
        }
        String outcome = switch (life.course) {
            case NEVER_REACHED -> "noAnswer";
            case WRONG_NUMBER -> "wrongNumber";
            case REFUSES_TO_RATE -> "refused";
            default -> call == 1 && life.turn % 3 == 0 ? "noAnswer" : "reached";
        };
        boolean satisfied = life.course != Course.DISSATISFIED || life.times("reworked") > 1;
        does(city, life, task, city.before(life, task.due()), outcome.equals("reached")
                ? City.fields("outcome", outcome, "authentic", true, "solved", satisfied, "satisfied", satisfied)
                : City.fields("outcome", outcome));
    }

    /** The telephone beside the ticket: most in time, some late, some never because the unit is faster. */
    private void told(City city, Life life, Open task) {
        if (life.turn % 3 == 1) {
            return;
        }
        Instant at = life.turn % 3 == 0 ? task.due().plusSeconds(300) : city.now().plusSeconds(life.chance.nextInt(60, 500));
        does(city, life, task, at, City.fields("noticeTo", "值班员", "way", "phone"));
    }

    private void visited(City city, Life life, Open task) {
        city.plan(life, task, city.before(life, task.due()), () -> city.submit(task, City.fields("visitedAt",
                city.localNow().minusMinutes(1).toOffsetDateTime().toString(), "companions", life.course == Course.VISITED ? life.lastUnit : null,
                "authentic", true, "solved", true, "satisfied", true, "signedBy", true, "signatureFile", "回访记录" + life.number)));
    }

    private void timeRuled(City city, Life life, Open task) {
        boolean granted = life.course != Course.EXTENSION_REFUSED;
        city.plan(life, task, city.before(life, task.due()), () -> city.submit(task, City.fields("granted", granted, "reason", "经核实情况属实",
                "resumeOn", life.course == Course.SUSPENDED
                        ? city.localNow().toLocalDate().plusDays(life.chance.nextInt(3, 25)).toString() : null)));
    }

    // ------------------------------------------------------------------ the citizen meanwhile

    private void citizenActs(City city, Life life) {
        switch (life.course) {
            case URGED -> {
                city.plan(life, city.soon(life, 30, 120), () -> {
                    city.as("operator", "operator");
                    urging.urge(life.ticketNo, "请尽快处理");
                    additions.supplement(life.ticketNo, "补充：商家电话已打不通。");
                    additions.correctContact(life.ticketNo, phone(life), "139" + phone(life).substring(3), null);
                    tags.replace(life.ticketNo, List.of("年报"));
                });
            }
            case MADE_CONFIDENTIAL -> {
                city.plan(life, city.soon(life, 20, 60), () -> {
                    city.as("operator", "operator");
                    confidentiality.change(life.ticketNo, true, "诉求人要求保密");
                });
                city.plan(life, city.soon(life, 3000, 3100), () -> {
                    city.as("supervisor", "supervisor");
                    confidentiality.change(life.ticketNo, false, "诉求人同意公开");
                });
            }
            case CONFIDENTIAL -> city.plan(life, city.soon(life, 20, 200), () -> {
                Open task = life.open.values().stream().filter(open -> open.key().equals("Task_HandleTicket")).findFirst().orElse(null);
                if (task != null) {
                    city.asMemberOf(task.group());
                    relayedCalls.ask(life.ticketNo, "请问方便现场核实的时间");
                }
                city.as("operator", "operator");
                String picture = attachments.add(life.ticketNo, "现场照片.jpg", picture(life)).file().id();
                city.as("supervisor", "supervisor");
                attachments.release(life.ticketNo, picture, "照片中没有诉求人的信息，单位办理需要");
            });
            case ORDERED -> city.plan(life, city.soon(life, 20, 200), () -> {
                city.as("supervisor", "supervisor");
                String order = orders.issue(life.ticketNo,
                        new Orders.Command(null, OrderSource.MEDIA, "分管负责人", null, null, "媒体报道，请限期办理并答复"));
                if (life.turn % 3 == 2) {
                    acts.raise(life.ticketNo, order, "分管副市长", "影响扩大，提级督办");
                }
            });
            case REFERRED -> city.plan(life, city.soon(life, 20, 200), () -> {
                city.as("supervisor", "supervisor");
                referrals.refer(life.ticketNo, "discipline", "JW-" + life.number, "反映工作人员作风问题");
            });
            case EXCLUDED -> {
                city.plan(life, city.soon(life, 20, 30), () -> {
                    city.as("operator", "operator");
                    exclusions.ask(life.ticketNo, "beyondPolicy", "诉求超出现行政策规定");
                    if (life.turn % 3 == 0) {
                        // Taken back before the supervisor comes to it.
                        city.plan(life, city.now().plusSeconds(1800), () -> {
                            city.as("operator", "operator");
                            exclusions.withdraw(life.ticketNo, "申请材料有误");
                        });
                    }
                });
            }
            case CONSULTED_ON -> city.plan(life, city.soon(life, 20, 200), () -> {
                city.as("supervisor", "supervisor");
                Life consultation = life.sibling(Course.PLAIN);
                consultation.ticketNo = consultations.call("430500", "street-vending", "占道经营由谁处理", List.of(life.ticketNo));
                city.know(consultation);
            });
            case STEERED -> city.plan(life, city.soon(life, 20, 60), () -> steered(city, life));
            case ASKED_EXPERT -> city.plan(life, city.soon(life, 20, 200), () -> {
                city.as("supervisor", "supervisor");
                String opinion = opinions.ask(life.ticketNo, "consumer-law", "这件诉求依法应当怎样处理", null).id();
                if (life.turn % 4 == 2) {
                    city.plan(life, city.now().plusSeconds(1800), () -> {
                        city.as("supervisor", "supervisor");
                        opinions.withdraw(life.ticketNo, opinion, "单位已经答复");
                    });
                }
            });
            case ON_LEADERS_SHIFT -> city.plan(life, city.soon(life, 20, 200), () -> leaderTakesOn(city, life));
            case WITH_PICTURES -> city.plan(life, city.soon(life, 20, 60), () -> {
                city.as("operator", "operator");
                String picture = attachments.add(life.ticketNo, "现场照片.jpg", picture(life)).file().id();
                city.as("supervisor", "supervisor");
                attachments.remove(life.ticketNo, picture, "与本件无关");
            });
            case WITHDRAWN, WITHDRAWAL_GOES_ON -> city.plan(life, city.soon(life, 60, 400), () -> withdraws(city, life));
            case WITHDRAWN_MAIN -> city.plan(life, city.now().plusSeconds(40 * 3600), () -> withdraws(city, life));
            case MERGED_WITH_UNITS -> city.plan(life, city.soon(life, 30, 200), () -> {
                city.as("dispatcher", "dispatcher");
                try {
                    merging.merge(life.ticketNo, life.related.iterator().next().ticketNo, "同一事项");
                } catch (Refusal tooLate) {
                    // A call of the night is looked at by day, and now and then its unit has answered by then.
                    assertThat(tooLate.code()).isEqualTo("routing.notWithUnits");
                }
            });
            default -> {
            }
        }
    }

    /** A supervisor urges and grants more days, gives the ticket to another unit, or takes it to a joint meeting. */
    private void steered(City city, Life life) {
        city.as("supervisor", "supervisor");
        switch (life.turn % 3) {
            case 0 -> {
                acts.urge(life.ticketNo, null, "群众多次来电，请尽快办理");
                acts.extend(life.ticketNo, life.lastUnit, 3, "检测机构排期较长");
            }
            case 1 -> acts.reassign(life.ticketNo, life.lastUnit, another(life, life.lastUnit), "经核对职责清单改派");
            default -> acts.callMeeting(life.ticketNo, "多家单位职责交叉");
        }
    }

    /** The leader on duty takes the ticket on, promises something for a day, and the shift ends. */
    private void leaderTakesOn(City city, Life life) {
        city.as("supervisor", "supervisor");
        LocalTime from = city.localNow().toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        String shift;
        try {
            shift = roster.plan("430500", "leader-duty-city", city.localNow().toLocalDate(), from, from.plusMinutes(30)).id();
        } catch (Refusal overlap) {
            // Another leader sits there at this hour.
            assertThat(overlap.code()).isEqualTo("shift.overlap");
            city.plan(life, city.now().plusSeconds(86_400), () -> leaderTakesOn(city, life));
            return;
        }
        city.as("leader-duty-city", "duty-leader");
        roster.open(shift);
        shifts.takeOn(shift, life.ticketNo, "hard", "多次催办无果");
        shifts.decide(shift, life.ticketNo, "promise", "督促限期整改并当面答复群众", life.lastUnit, city.localNow().toLocalDate().plusDays(8));
        shifts.close(shift, "列入一件，已交办");
    }

    /** Most answer in time, some late; some decline; whoever asked takes some back. */
    private void advised(City city, Life life, Open task) {
        switch (life.turn % 4) {
            case 1 -> does(city, life, task, city.before(life, task.due()), City.fields("outcome", "declined", "reason", "不属于本人专业领域"));
            case 2 -> {
            }
            default -> does(city, life, task, life.turn % 4 == 3 ? city.after(life, task.due(), 30) : city.before(life, task.due()),
                    City.fields("outcome", "given", "opinion", "依照消费者权益保护法第二十五条，可以七日内无理由退货。"));
        }
    }

    private static InputStream picture(Life life) {
        BufferedImage seen = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        seen.setRGB(3, 3, life.number);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(seen, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(out.toByteArray());
    }

    private void withdraws(City city, Life life) {
        city.as("operator", "operator");
        withdrawals.withdraw(life.ticketNo, "问题已自行解决", phone(life));
    }

    // ------------------------------------------------------------------ units

    private void handled(City city, Life life, Open task) {
        int turn = life.times("handle");
        life.lastUnit = task.unit();
        boolean first = turn == 1;
        Instant inTime = city.before(life, task.due());
        if (first) {
            citizenActs(city, life);
        }
        if (life.chance.nextInt(3) == 0) {
            city.plan(life, task, city.now().plusSeconds((inTime.getEpochSecond() - city.now().getEpochSecond()) / 2 + 1),
                    () -> city.claim(task));
        }
        switch (life.course) {
            case CONTACT_FIRST -> does(city, life, task, inTime, first
                    ? City.fields("action", "contact", "contactOutcome", "电话联系群众，约定次日上门核实") : reply());
            case OBJECTION -> does(city, life, task, inTime, first
                    ? City.fields("action", "object", "reason", "该事项应由其他单位负责") : reply());
            case RETURN_UPHELD, RETURN_REJECTED, RETURN_NEAREST, RETURN_NEAREST_SAME, MEETING -> {
                if (first) {
                    asksToReturn(city, life, task);
                } else {
                    does(city, life, task, inTime, reply());
                }
            }
            case PING_PONG -> {
                if (turn <= 2) {
                    asksToReturn(city, life, task);
                } else {
                    does(city, life, task, inTime, reply());
                }
            }
            case EXTENDED, EXTENSION_REFUSED -> does(city, life, task, first ? city.soon(life, 60, 500) : city.after(life, task.due(), 30),
                    first ? City.fields("action", "extend", "extensionDays", life.chance.nextInt(1, 11), "reason", "需要现场检测，检测机构排期较长")
                            : reply());
            case SUSPENDED -> {
                if (first) {
                    does(city, life, task, city.soon(life, 60, 500),
                            City.fields("action", "suspend", "reasonCode", "engineering", "reason", "管网改造施工尚未完成"));
                }
            }
            case INTERIM, INTERIM_OVERDUE -> does(city, life, task, inTime, City.fields("action", "interimReply", "procedure",
                    PROCEDURES.get(life.turn % PROCEDURES.size()), "reply", "已立案调查，依法定程序办理，有结果后及时告知。"));
            case WITHDRAWN -> {
            }
            case HANDED_DOWN -> handsDown(city, life, task, inTime);
            case ASSIGNED -> does(city, life, task, first ? city.soon(life, 10, 60) : inTime,
                    first ? City.fields("action", "assign", "section", "land", "reason", "交由科室办理") : reply());
            case OFF_NETWORK -> does(city, life, task, first ? city.soon(life, 30, 300) : inTime, first
                    ? City.fields("action", "contact", "way", "letter", "recipient", "去函第" + life.number + "号", "contactOutcome", "请依法处理并函复")
                    : City.fields("action", "reply", "reply", REPLY, "way", "letter", "recipient", "复函第" + life.number + "号"));
            case ADVISED -> {
                if (first) {
                    city.plan(life, city.soon(life, 10, 60), () -> {
                        city.asMemberOf(Actor.UNIT_GROUP_PREFIX + city.guideOf(life));
                        teamwork.advise(life.ticketNo, "请先核对物业服务合同约定的保洁标准");
                    });
                }
                does(city, life, task, city.soon(life, 120, 600), reply());
            }
            case OVERRIDDEN -> {
                // The assist never answers.
                if (!task.unit().equals(life.proposed)) {
                    does(city, life, task, inTime, reply());
                }
            }
            case MADE_CONFIDENTIAL -> does(city, life, task, city.soon(life, 3300, 3500), reply());
            case CONFIDENTIAL -> does(city, life, task, city.soon(life, 1500, 3000), reply());
            case WITHDRAWAL_GOES_ON -> does(city, life, task, city.before(life, task.due()).plusSeconds(36_000), reply());
            case MAIN, WITHDRAWN_MAIN -> does(city, life, task, city.after(life, city.now().plusSeconds(50 * 3600), 24), reply());
            case VERY_LATE -> does(city, life, task, city.after(life, task.due().plusSeconds(60 * 86_400), 80), reply());
            case ORDERED -> does(city, life, task, city.before(life, task.due()).plusSeconds(14_400), reply());
            case STEERED, ON_LEADERS_SHIFT, WITH_PICTURES -> does(city, life, task, first ? inTime.plusSeconds(36_000) : inTime, reply());
            case LATE_REPLY -> does(city, life, task, city.after(life, task.due(), 80), reply());
            case RETURN_TOO_LATE -> {
                Instant late = city.after(life, task.due(), 40);
                city.plan(life, task, late, () -> City.refused("handling.returnTooLate", () -> city.submit(task, returning(life, task))));
                does(city, life, task, late.plusSeconds(1800), reply());
            }
            case REFUSED_REPLY -> {
                if (first) {
                    city.plan(life, task, inTime, () -> City.refused("handling.replyTooShort",
                            () -> city.submit(task, City.fields("action", "reply", "reply", "双方已和解。。。。。"))));
                }
                does(city, life, task, inTime.plusSeconds(600), reply());
            }
            case NIGHT_WITH_CUTOFF -> does(city, life, task,
                    life.turn % 2 == 0 ? city.now().plusSeconds(life.chance.nextInt(1800, 7000)) : inTime, reply());
            default -> does(city, life, task, inTime, reply());
        }
    }

    /** The lower unit answers, gives the ticket back, or is overtaken by the unit that handed it down. */
    private static void handsDown(City city, Life life, Open task, Instant inTime) {
        if (!task.unit().equals("transport")) {
            switch (life.turn % 3) {
                case 0 -> does(city, life, task, city.soon(life, 30, 200), City.fields("action", "return", "returnReason", "不属于本单位业务范围",
                        "proposedUnit", "passenger-transport", "legalBasis", "三定规定"));
                case 1 -> does(city, life, task, city.soon(life, 30, 200), reply());
                default -> {
                }
            }
        } else if (life.times("handed down") == 1) {
            does(city, life, task, city.soon(life, 20, 200),
                    City.fields("action", "subDispatch", "subUnit", "road-transport", "reason", "由所属事业单位具体办理"));
        } else {
            does(city, life, task, inTime.isAfter(city.now().plusSeconds(50_000)) ? inTime : city.now().plusSeconds(50_000), reply());
        }
    }

    /** Within the return window, which is shorter than any handling limit. */
    private void asksToReturn(City city, Life life, Open task) {
        does(city, life, task, city.soon(life, 20, 600), returning(life, task));
    }

    private static Map<String, Object> returning(Life life, Open task) {
        String proposed = life.returning == null || life.course != Course.PING_PONG ? another(life, task.unit()) : life.returning;
        life.returning = task.unit();
        life.proposed = proposed;
        return City.fields("action", "return", "returnReason", "该事项不属于本单位职责范围", "proposedUnit", proposed, "legalBasis", "三定规定");
    }

    private static Map<String, Object> reply() {
        return City.fields("action", "reply", "reply", REPLY);
    }
}
