package org.hotline12345.ticket;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;

/**
 * A ticket (工单): what the citizen wants, who handles it, how far it is. Every change is a guarded method that also
 * writes the history; {@link Tickets} stores both in the transaction of the engine's step.
 */
public final class Ticket {

    /** Group of a second answerer's desk in the engine: {@code desk-<code>}. */
    public static final String DESK_GROUP_PREFIX = "desk-";

    final String ticketNo;
    final Registration registration;
    final Instant registeredAt;
    final List<Dispatch> dispatches;
    final List<TicketEvent> newEvents = new ArrayList<>();
    final Clock clock;
    private final TicketTime time = new TicketTime(this);
    private final TicketUrgency urgency = new TicketUrgency(this);
    private final TicketFollowUps followUps = new TicketFollowUps(this);
    /** What the call-taker said at registration, until the table judges in the same step. */
    boolean claimedUrgent;
    private final TicketProtection protection = new TicketProtection(this);
    private final TicketIntake intake = new TicketIntake(this);
    private final TicketCallback callback = new TicketCallback(this);
    private final TicketVisits visits = new TicketVisits(this);
    private final TicketAgreements agreements = new TicketAgreements(this);
    private final TicketOpinions opinions = new TicketOpinions(this);
    private final TicketShifts shifts = new TicketShifts(this);
    TicketStatus status;
    String category;
    String region;
    String content;
    Kind kind;
    boolean confidential;
    boolean supervised;
    boolean hasContact;
    boolean supplemented;
    Instant dispatchedAt;
    String dispatchedBy;
    Instant repliedAt;
    Instant reviewUntil;
    Instant closedAt;
    String closingReason;
    String mergedInto;
    int round;
    int returns;
    int surveyAttempts;
    int callAttempts;
    int roundSurveyAttempts;
    int roundCallAttempts;
    int callReached;
    int evaluations;
    int defaulted;
    Boolean authentic;
    Boolean solved;
    Boolean satisfied;
    boolean urgent;
    String aboutUnit;
    String parentNo;
    boolean ownershipPending;
    int urges;
    int reopened;
    int openParts;
    int openOrders;
    String exclusion;
    boolean aboutBarred;
    boolean visitOrdered;
    int dissatisfied;
    int parts;
    int joined;
    boolean callbackWaived;
    String answerDesk;
    /** The unit whose matter it is (归口单位), whether or not it was dispatched; null while nobody knows. */
    String matterUnit;
    int lastSeq;
    /** Whom the dispatcher chose for a matter when splitting; used in the same step, not kept. */
    String chosenLead;
    /** Which units are not on the network; told by {@link Tickets}. */
    Predicate<String> offNetworkUnits = unit -> false;
    /** Who does a unit's work on this ticket today, where units changed; told by {@link TicketRows}. */
    UnaryOperator<String> heirs = unit -> unit;
    boolean inserted;
    boolean changed;
    private final TicketSupervision supervision = new TicketSupervision(this);

    Ticket(String ticketNo, Registration registration, Instant registeredAt, List<Dispatch> dispatches, Clock clock) {
        this.ticketNo = ticketNo;
        this.registration = registration;
        this.registeredAt = registeredAt;
        this.dispatches = dispatches;
        this.clock = clock;
        this.kind = registration.kind();
        this.category = registration.category();
        this.region = registration.region();
        this.content = registration.content();
        this.confidential = registration.confidential();
    }

    static Ticket register(String ticketNo, Registration registration, Clock clock, Actor actor) {
        Ticket ticket = new Ticket(ticketNo, registration, clock.instant(), new ArrayList<>(), clock);
        ticket.status = TicketStatus.REGISTERED;
        ticket.hasContact = registration.citizenPhone() != null;
        ticket.inserted = true;
        ticket.record(EventType.REGISTERED, actor, null, registration.channel().label() + "登记："
                + registration.kind().label() + "「" + registration.title() + "」");
        return ticket;
    }

    // ---------------------------------------------------------------- what it is

    public String ticketNo() {
        return ticketNo;
    }

    public String jurisdiction() {
        return registration.jurisdiction();
    }

    /** How the request came in. */
    public Channel channel() {
        return registration.channel();
    }

    public Kind kind() {
        return kind;
    }

    /** Category code, or null while nobody classified it. */
    public String category() {
        return category;
    }

    /** GB/T 2260 code, or null. */
    public String region() {
        return region;
    }

    public String address() {
        return registration.address();
    }

    public String title() {
        return registration.title();
    }

    public String content() {
        return content;
    }

    public boolean confidential() {
        return confidential;
    }

    /** 列入督办: such a ticket is called back by a person (海南2016). */
    public boolean supervised() {
        return supervised;
    }

    /** 督办: orders, escalation, spot checks, exclusion. */
    public TicketSupervision supervision() {
        return supervision;
    }

    /** Whether the citizen left a number that can be called. */
    public boolean hasContact() {
        return hasContact;
    }

    /** Fingerprint of what was registered; see {@link Tickets#fingerprint}. */
    public String contentHash() {
        return registration.contentHash();
    }

    /** Danger to life, property or the public, or a cut-off from outside: its clocks run in natural time. */
    public boolean urgent() {
        return urgent || registration.externalCutoff() != null;
    }

    /** What is urgent about it, who was told, and whose matter it really is. */
    public TicketUrgency urgency() {
        return urgency;
    }

    /** 持续关注: the one thing that goes on after the archive. */
    public TicketFollowUps followUps() {
        return followUps;
    }

    /** 权属待定: a nearest capable unit acts first, whose matter it is is settled later. */
    public boolean ownershipPending() {
        return ownershipPending;
    }

    /** When it must be done whatever our own limits say, or null; 海口：考试报名17:30截止. */
    public Instant externalCutoff() {
        return registration.externalCutoff();
    }

    /** The unit complained about, or null; it never handles the ticket. */
    public String aboutUnit() {
        return aboutUnit;
    }

    /** Who must not learn who asked, and who must not judge the own case. */
    public TicketProtection protection() {
        return protection;
    }

    /** Acceptance, supplements, second answerers, and the end at the desk. */
    public TicketIntake intake() {
        return intake;
    }

    /** Who adds, sees and takes back files. */
    public TicketFiles files() {
        return new TicketFiles(this);
    }

    /** 回访. */
    public TicketCallback callback() {
        return callback;
    }

    /** 当面回访. */
    public TicketVisits visits() {
        return visits;
    }

    /** What a joint meeting agreed, until it is done. */
    public TicketAgreements agreements() {
        return agreements;
    }

    /** What experts were asked about it. */
    public TicketOpinions opinions() {
        return opinions;
    }

    /** What leaders on duty did with it. */
    public TicketShifts shifts() {
        return shifts;
    }

    /** The call this ticket is one matter of, or null. */
    public String parentNo() {
        return parentNo;
    }

    /** Parts of a split call that have not ended. */
    public int openParts() {
        return openParts;
    }

    /** 并单、拆单: what binds this ticket to others. */
    public TicketRelations relations() {
        return new TicketRelations(this, clock);
    }

    /** The citizen takes the ticket back, or brings it back. */
    public TicketReturnOfCitizen ofCitizen() {
        return new TicketReturnOfCitizen(this, clock);
    }

    /** What the call-taker settled; void once the citizen supplemented, for it was settled on other facts. */
    public String deskOutcome() {
        if (reopened > 0) {
            return "reopened";
        }
        return supplemented ? null : registration.deskOutcome();
    }

    public String deskNote() {
        return registration.deskNote();
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    public TicketStatus status() {
        return status;
    }

    public int round() {
        return round;
    }

    /** Returns asked for so far, upheld or not. */
    public int returns() {
        return returns;
    }

    /** Automatic callbacks sent since the last reply; the whole ticket's are in its history and figures. */
    public int surveyAttempts() {
        return roundSurveyAttempts;
    }

    /** Calls by a person since the last reply. */
    public int callAttempts() {
        return roundCallAttempts;
    }

    public Boolean satisfied() {
        return satisfied;
    }

    /** Rounds that ended with a dissatisfied citizen. */
    public int dissatisfied() {
        return dissatisfied;
    }

    public String dispatchedBy() {
        return dispatchedBy;
    }

    /** Everybody who sent the ticket to a unit, by dispatch, ruling or meeting; ordering rework is a reviewer's work. */
    public Set<String> dispatchers() {
        return dispatches.stream().filter(d -> !d.rework).map(d -> d.dispatchedBy).collect(Collectors.toSet());
    }

    /** When the last unit of this round replied: the review limit runs from here. */
    public Instant repliedAt() {
        return repliedAt;
    }

    /** Exclusive end of the review limit of this round, or null while no reply is reviewed. */
    public Instant reviewUntil() {
        return reviewUntil;
    }

    /** What a change of the working days does to it. */
    public TicketCalendar calendar() {
        return new TicketCalendar(this);
    }

    /** Dispatches of every round, oldest first. */
    public List<Dispatch> dispatches() {
        return List.copyOf(dispatches);
    }

    /** The dispatch a unit is working on now. */
    public Dispatch openDispatch(String unit) {
        return findOpen(unit).orElseThrow(() ->
                Refusal.rule("ticket.notWithUnit", "工单" + ticketNo + "当前不在该单位办理。"));
    }

    public Optional<Dispatch> findOpen(String unit) {
        return dispatches.stream().filter(d -> d.isOpen() && d.unit.equals(unit)).findFirst();
    }

    /** Several people and units on this ticket: what they owe each other. */
    public TicketPeople people() {
        return new TicketPeople(this);
    }

    /** Codes of the units the centre wants to handle the current round, lead first; guides are not asked to act. */
    public List<String> unitsToHandle() {
        return dispatches.stream().filter(d -> d.round == round && d.isOpen() && d.parentUnit == null)
                .sorted(Comparator.comparing(d -> d.role)).map(d -> d.unit).toList();
    }

    /** The lead's latest dispatch. */
    public Optional<Dispatch> lead() {
        for (int i = dispatches.size() - 1; i >= 0; i--) {
            if (dispatches.get(i).role == Dispatch.Role.LEAD && dispatches.get(i).stands()) {
                return Optional.of(dispatches.get(i));
            }
        }
        return Optional.empty();
    }

    /** Exclusive end of the latest handling limit that still runs, or null. */
    public Instant handleUntil() {
        return dispatches.stream().filter(Dispatch::isOpen).map(d -> d.handleUntil).filter(Objects::nonNull)
                .max(Comparator.naturalOrder()).orElse(null);
    }

    /** How often a return moved this ticket between the two units, in either direction. */
    public int movesBetween(String one, String other) {
        return (int) dispatches.stream().filter(d -> d.fromUnit != null && other != null)
                .filter(d -> d.fromUnit.equals(one) && d.unit.equals(other)
                        || d.fromUnit.equals(other) && d.unit.equals(one)).count();
    }

    /** Whether the person may know that this ticket exists. */
    public boolean isVisibleTo(Actor actor) {
        return actor.isSystem() || actor.readsTickets()
                || !protection.concerns(actor) && (answerDesk != null && actor.has(DESK_GROUP_PREFIX + answerDesk)
                || dispatches.stream().anyMatch(d -> d.givesSight() && d.isOf(actor)));
    }

    /** Its limits: moved, stopped, passed, and their account. */
    public TicketTime time() {
        return time;
    }

    // ---------------------------------------------------------------- the citizen

    /** The citizen adds facts while the ticket runs; nothing else changes. */
    public void append(Actor actor, String text) {
        requireOpen();
        content = content + "\n【补充】" + text;
        record(EventType.SUPPLEMENTED, actor, null, text);
    }

    /** 催办, counted. */
    public void urge(Actor actor, String remark) {
        requireOpen();
        urges++;
        record(EventType.URGED, actor, null, "第" + urges + "次" + (remark == null ? "" : "：" + remark));
    }

    /** Why it ended without a unit, as far as somebody said so; or null. */
    public String closingReason() {
        return closingReason;
    }

    public int urges() {
        return urges;
    }

    /** Whose matter it is (归口单位): its lead, or the unit the catalogue names where the hotline answered itself; or null. */
    public String matterUnit() {
        return matterUnit;
    }

    /** Names the unit whose matter it is where no unit was asked; a lead's stays. */
    public void belongsTo(String unit) {
        if (matterUnit == null && unit != null) {
            matterUnit = unit;
            changed = true;
        }
    }

    /** Refuses when the ticket has ended. */
    public void requireUnsettled() {
        if (status.isClosed()) {
            throw closed();
        }
    }

    void contactCorrected(Actor actor) {
        requireOpen();
        record(EventType.CONTACT_CORRECTED, actor, null, null);
    }

    void tagged(Actor actor, Set<String> tags) {
        record(EventType.TAGGED, actor, null, tags.isEmpty() ? "取消专题" : String.join("、", tags));
    }

    /** A person decided that no unit is needed; the reason stands on the ticket when it closes. */
    public void settle(String reason) {
        requireOpen();
        closingReason = reason;
    }

    // ---------------------------------------------------------------- dispatch

    public void classify(Kind newKind, String newCategory) {
        requireOpen();
        if (newKind != null) {
            kind = newKind;
            confidential = confidential || newKind == Kind.REPORT;
        }
        if (newCategory != null) {
            category = newCategory;
        }
        changed = true;
    }

    public void awaitDispatcher(Actor actor, String reason) {
        enter(TicketStatus.DISPATCHING);
        record(EventType.ROUTING_UNDECIDED, actor, null, reason);
    }

    /** Sends the ticket to its units: exactly one lead, any number of assists and guides. */
    public void dispatch(Actor actor, List<Assignment> assignments, boolean binding) {
        requireOpen();
        long leads = assignments.stream().filter(a -> a.role() == Dispatch.Role.LEAD).count();
        if (leads != 1) {
            throw Refusal.invalid("ticket.exactlyOneLead", "派单须有且只有一个主办单位。");
        }
        if (assignments.stream().map(Assignment::unit).distinct().count() != assignments.size()) {
            throw Refusal.invalid("ticket.unitTwice", "同一单位不能重复派单。");
        }
        if (dispatches.stream().anyMatch(Dispatch::isOpen)) {
            throw Refusal.rule("ticket.alreadyDispatched", "工单" + ticketNo + "已在办理中。");
        }
        round++;
        dispatchedAt = clock.instant();
        dispatchedBy = actor.id();
        status = TicketStatus.HANDLING;
        for (Assignment assignment : assignments) {
            send(actor, assignment, null, binding, false);
        }
    }

    Dispatch send(Actor actor, Assignment assignment, String fromUnit, boolean binding, boolean rework) {
        Dispatch dispatch = new Dispatch(UUID.randomUUID().toString(), round, assignment.unit(), assignment.role(),
                assignment.role() == Dispatch.Role.GUIDE ? Dispatch.State.INFORMED : Dispatch.State.OPEN,
                assignment.basis(), fromUnit, binding, rework, clock.instant(), actor.id());
        add(dispatch);
        if (dispatch.role == Dispatch.Role.LEAD && !rework) {
            matterUnit = dispatch.unit;
        }
        record(EventType.DISPATCHED, actor, assignment.unit(), assignment.role().label() + "：" + assignment.basis());
        return dispatch;
    }

    /** Lets a unit see the ticket without asking it to act; changes nothing for one that sees it already. */
    void inform(Actor actor, String unit, String basis) {
        if (dispatches.stream().noneMatch(d -> d.givesSight() && d.unit.equals(unit))) {
            send(actor, new Assignment(unit, Dispatch.Role.GUIDE, basis), null, false, false);
        }
    }

    /** Every dispatch passes here, whoever sends it. */
    void add(Dispatch dispatch) {
        protection.requireNeutral(dispatch.unit);
        dispatch.offNetwork = offNetworkUnits.test(dispatch.unit);
        dispatch.inserted = true;
        dispatches.add(dispatch);
    }

    /** Sets the due instants of a dispatch once; a limit already told never moves earlier. */
    public void setLimits(Dispatch dispatch, Instant returnUntil, Instant handleUntil, String calendarVersion,
            boolean provisional) {
        if (dispatch.handleUntil == null) {
            dispatch.returnUntil = returnUntil;
            dispatch.handleUntil = handleUntil;
            dispatch.originalUntil = handleUntil;
            dispatch.calendarVersion = calendarVersion;
            dispatch.provisional = provisional;
            touch(dispatch);
        }
    }

    /** Sets until when the unit is to speak to the citizen first, once; nobody is reminded of it, figures go by it. */
    public void setContactLimit(Dispatch dispatch, Instant until) {
        if (dispatch.contactUntil == null) {
            dispatch.contactUntil = until;
            touch(dispatch);
        }
    }

    /** Whether the limit is a new one; one already told never moves earlier. */
    public boolean setReviewLimit(Instant until) {
        boolean later = reviewUntil == null || until.isAfter(reviewUntil);
        if (later) {
            reviewUntil = until;
            changed = true;
        }
        return later;
    }

    // ---------------------------------------------------------------- the unit

    /** 签收: claiming the task; the first signature counts and no clock moves. */
    public void sign(Actor actor, String unit) {
        Dispatch dispatch = openDispatch(unit);
        if (dispatch.signedAt == null) {
            dispatch.signedAt = clock.instant();
            dispatch.state = Dispatch.State.SIGNED;
            dispatch.signedBy = actor.id();
            touch(dispatch);
            record(EventType.SIGNED, actor, unit, null);
        } else if (!actor.isSystem() && !actor.id().equals(dispatch.signedBy)) {
            dispatch.signedBy = actor.id();
            touch(dispatch);
        }
    }

    /** 先行联系. */
    public void contact(Actor actor, String unit, Instant at, String outcome) {
        Dispatch dispatch = openDispatch(unit);
        if (dispatch.contactedAt == null) {
            dispatch.contactedAt = at;
            touch(dispatch);
        }
        record(EventType.CONTACTED, actor, unit, outcome);
    }

    /**
     * 申请退回.
     *
     * @param proposedName name of the proposed unit as people know it
     */
    public void requestReturn(Actor actor, String unit, String reason, String proposedUnit, String proposedName,
            String legalBasis) {
        Dispatch dispatch = openDispatch(unit);
        if (dispatch.binding) {
            throw Refusal.rule("handling.bindingDispatch", "本次派单由裁定、联席会议或重办确定，不能再次退回；如有不同意见，请提出异议。");
        }
        dispatch.state = Dispatch.State.RETURNING;
        dispatch.returnReason = reason;
        dispatch.returnProposedUnit = proposedUnit;
        dispatch.returnBasis = legalBasis;
        dispatch.returnedAt = clock.instant();
        dispatch.rulingUntil = null;
        returns++;
        touch(dispatch);
        restate();
        record(EventType.RETURN_REQUESTED, actor, unit, "理由：" + reason + "\n建议单位：" + proposedName
                + "\n依据：" + legalBasis);
    }

    /** Once told, the end of the wait for the ruling stays. */
    public void setRulingLimit(String unit, Instant until) {
        Dispatch dispatch = openDispatch(unit);
        dispatch.rulingUntil = until;
        touch(dispatch);
    }

    public void object(Actor actor, String unit, String reason) {
        openDispatch(unit);
        record(EventType.OBJECTED, actor, unit, reason);
    }

    public void closeReturnWindow(Actor actor, String unit) {
        findOpen(unit).ifPresent(dispatch -> record(EventType.RETURN_WINDOW_CLOSED, actor, unit, null));
    }

    public void reply(Actor actor, String unit, String reply, String publicReply) {
        Dispatch dispatch = openDispatch(unit);
        time.answered(actor, dispatch);
        dispatch.state = Dispatch.State.REPLIED;
        dispatch.reply = reply;
        dispatch.publicReply = publicReply;
        dispatch.repliedAt = clock.instant();
        dispatch.repliedBy = actor.id();
        repliedAt = dispatch.repliedAt;
        reviewUntil = null;
        touch(dispatch);
        restate();
        record(EventType.REPLIED, actor, unit, reply);
    }

    // ---------------------------------------------------------------- rulings

    /** Chinese name of a ruling on a return. */
    static String rulingName(String ruling) {
        return switch (ruling == null ? "" : ruling) {
            case "redispatch" -> "改派";
            case "reject" -> "退回不成立";
            case "nearest" -> "职能就近办理";
            case "meeting" -> "召开联席会议";
            default -> "人工判断";
        };
    }

    public void proposeRuling(Actor actor, String unit, String proposal, String basis) {
        Dispatch dispatch = openDispatch(unit);
        dispatch.proposal = proposal;
        dispatch.proposalBasis = basis;
        touch(dispatch);
        record(EventType.RETURN_PROPOSED, actor, unit, rulingName(proposal) + "（依据：" + basis + "）");
    }

    /** 退回不成立: the unit keeps the ticket and every clock stays as it was. */
    public void rejectReturn(Actor actor, String unit, String reason) {
        Dispatch dispatch = returning(unit);
        dispatch.state = dispatch.signedAt == null ? Dispatch.State.OPEN : Dispatch.State.SIGNED;
        touch(dispatch);
        restate();
        record(EventType.RETURN_REJECTED, actor, unit, reason);
    }

    /** 首接负责: the unit that first got the ticket as lead goes on seeing it after its return is upheld (万宁). */
    public void keepFirstReceiverInformed(String unit) {
        Dispatch dispatch = returning(unit);
        dispatch.keepsSight = dispatches.stream().filter(d -> d.role == Dispatch.Role.LEAD)
                .min(Comparator.comparing(d -> d.dispatchedAt)).filter(first -> first == dispatch).isPresent();
    }

    /** 退回成立: another unit takes over in the same role, its own clocks starting now. */
    public void upholdReturn(Actor actor, String unit, String newUnit, boolean nearest, String reason) {
        Dispatch dispatch = returning(unit);
        if (findOpen(newUnit).isPresent()) {
            throw Refusal.rule("routing.unitAlreadyHandling", "该单位已在承办本工单，请另选单位。");
        }
        dispatch.state = Dispatch.State.RETURNED;
        touch(dispatch);
        record(nearest ? EventType.NEAREST_ORDERED : EventType.RETURN_UPHELD, actor, unit, reason);
        dispatchedBy = actor.id();
        send(actor, new Assignment(newUnit, dispatch.role, reason), unit, nearest, dispatch.rework);
        restate();
    }

    /** 职能就近 points back at the unit that asked: it keeps the ticket, clocks untouched, and may not return it again. */
    public void orderNearestToSame(Actor actor, String unit, String reason) {
        rejectReturn(actor, unit, reason);
        openDispatch(unit).binding = true;
        record(EventType.NEAREST_ORDERED, actor, unit, reason);
    }

    /** Nobody is clearly responsible: every open handling ends, the meeting decides. */
    public void callMeeting(Actor actor, String reason) {
        requireOpen();
        for (Dispatch dispatch : dispatches) {
            if (dispatch.isOpen()) {
                dispatch.state = Dispatch.State.ENDED;
                touch(dispatch);
            }
        }
        status = TicketStatus.MEETING;
        record(EventType.MEETING_CALLED, actor, null, reason);
    }

    /** What was agreed: the minutes, then who does what by when. */
    public void holdMeeting(Actor actor, String minutes, List<String> agreed) {
        requireOpen();
        record(EventType.MEETING_HELD, actor, null, minutes + "\n议定事项：" + String.join("；", agreed));
    }

    // ---------------------------------------------------------------- centre

    /** Moves to a status the model names; handling follows from the units and is not set this way. */
    public void enter(TicketStatus next) {
        requireOpen();
        if (next.isClosed() || next == TicketStatus.HANDLING || next == TicketStatus.RETURNING) {
            throw Refusal.rule("ticket.statusNotEntered", "状态「" + next.label() + "」不能由流程图直接设置。");
        }
        if (status != next) {
            status = next;
            changed = true;
        }
    }

    /** The authors of replies in the current round. */
    public List<String> replyAuthors() {
        return dispatches.stream().filter(d -> d.round == round && d.repliedBy != null).map(d -> d.repliedBy).toList();
    }

    public void passReview(Actor actor, String remark) {
        requireOpen();
        record(EventType.REVIEW_PASSED, actor, null, remark);
    }

    public void failReview(Actor actor, String reason) {
        requireOpen();
        record(EventType.REVIEW_FAILED, actor, null, reason);
    }

    public void reviewOverdue(Actor actor) {
        requireOpen();
        record(EventType.REVIEW_OVERDUE, actor, null, "答复后未在时限内复核");
    }

    /** 重办 by the lead of the last round. */
    public void orderRework(Actor actor, String reason) {
        orderRework(actor, reason, lead().map(last -> List.of(last.unit)).orElse(List.of()));
    }

    /**
     * 重办: the lead gets it again, binding, in a new round; a ticket that was handled elsewhere goes to those who did.
     *
     * @param units lead first, then assists
     */
    public void orderRework(Actor actor, String reason, List<String> units) {
        requireOpen();
        if (dispatches.stream().anyMatch(Dispatch::isOpen)) {
            throw Refusal.rule("review.stillHandling", "仍有单位在办理，不能重办。");
        }
        if (units.isEmpty()) {
            throw Refusal.rule("review.noLead", "工单" + ticketNo + "没有主办单位。");
        }
        round++;
        status = TicketStatus.HANDLING;
        if (Boolean.FALSE.equals(satisfied)) {
            dissatisfied++;
        }
        // The new reply is asked about anew; earlier answers stay in the history.
        authentic = null;
        solved = null;
        satisfied = null;
        defaulted = 0;
        roundSurveyAttempts = 0;
        roundCallAttempts = 0;
        List<String> standing = units.stream().map(heirs).distinct().toList();
        record(EventType.REWORK_ORDERED, actor, standing.get(0), reason);
        for (String unit : standing) {
            send(actor, new Assignment(unit, unit.equals(standing.get(0)) ? Dispatch.Role.LEAD : Dispatch.Role.ASSIST, "重办"),
                    null, true, true);
        }
    }

    /**
     * 黄牌、红牌, while the unit still has the ticket.
     *
     * @param redOnProvisional whether a limit that may still change with the holiday notice is shown red
     */
    public void recordCard(Actor actor, String unit, boolean red, boolean redOnProvisional) {
        // A warning that comes after the limit warns of nothing.
        findOpen(unit).filter(dispatch -> red ? redOnProvisional || !dispatch.provisional : !time.isOver(dispatch)).ifPresent(dispatch -> {
            dispatch.card = red ? "red" : "yellow";
            touch(dispatch);
            if (red && time.isOver(dispatch)) {
                time.pass(dispatch, actor);
            }
            time.note(unit, red ? "red" : "yellow", ClockNote.Act.CARD, null, actor, null, null);
            record(red ? EventType.RED_CARD : EventType.YELLOW_CARD, actor, unit,
                    red ? "超过办理时限" : "即将到期");
        });
    }

    // ---------------------------------------------------------------- end

    /** 归档 only when nothing is open. Source: 海南2016「办结、复核、回访后归档」. */
    public void archive(Actor actor) {
        requireOpen();
        if (dispatches.stream().anyMatch(Dispatch::isOpen)) {
            throw Refusal.rule("ticket.stillOpen", "仍有承办单位未办结，不能归档。");
        }
        if (openParts > 0) {
            throw Refusal.rule("ticket.stillOpen", "仍有分件未了结，不能归档。");
        }
        supervision.requireNoOpenOrder();
        status = TicketStatus.ARCHIVED;
        closedAt = clock.instant();
        record(EventType.ARCHIVED, actor, null, null);
    }

    // ---------------------------------------------------------------- inside

    private Dispatch returning(String unit) {
        Dispatch dispatch = openDispatch(unit);
        if (dispatch.state != Dispatch.State.RETURNING) {
            throw Refusal.rule("routing.notReturning", "该单位没有待裁定的退回申请。");
        }
        return dispatch;
    }

    /** With several units the ticket stands where the least advanced one stands. */
    void restate() {
        boolean returning = dispatches.stream().anyMatch(d -> d.state == Dispatch.State.RETURNING);
        boolean open = dispatches.stream().anyMatch(Dispatch::isOpen);
        if (returning) {
            status = TicketStatus.RETURNING;
        } else if (open) {
            status = dispatches.stream().filter(Dispatch::isOpen).allMatch(d -> d.suspendedAt != null)
                    ? TicketStatus.SUSPENDED : TicketStatus.HANDLING;
        }
    }

    Instant now() {
        return clock.instant();
    }

    void requireOpen() {
        if (status != null && status.isClosed()) {
            throw closed();
        }
        changed = true;
    }

    private Refusal closed() {
        return Refusal.rule("ticket.closed", "工单" + ticketNo + "已结束（" + status.label() + "），不能再变更。");
    }

    void touch(Dispatch dispatch) {
        dispatch.changed = true;
        changed = true;
    }

    void record(EventType type, Actor actor, String unit, String text) {
        changed = true;
        newEvents.add(new TicketEvent(++lastSeq, type, clock.instant(), actor.id(), unit, text));
    }
}
