package org.hotline12345.ticket.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Page;
import org.hotline12345.common.Texts;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.TicketEventView;
import org.hotline12345.ticket.TicketFilter;
import org.hotline12345.ticket.TicketRow;
import org.hotline12345.ticket.TicketStatus;
import org.hotline12345.ticket.TicketView;
import org.hotline12345.ticket.TicketViews;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tickets as people and systems read them; a unit sees its own only, everything else is 404. */
@RestController
@RequestMapping("/api/tickets")
@Tag(name = "工单")
class TicketController {

    private final AuditTrail trail;
    private final TicketViews views;
    private final Actors actors;

    TicketController(TicketViews views, Actors actors, AuditTrail trail) {
        this.trail = trail;
        this.views = views;
        this.actors = actors;
    }

    @Operation(summary = "查询工单")
    @GetMapping("/{ticketNo}")
    TicketView ticket(@PathVariable String ticketNo) {
        TicketView ticket = views.ticket(ticketNo, actors.current());
        trail.seen(ticketNo, AuditTrail.Look.CARD);
        return ticket;
    }

    @Operation(summary = "工单全过程", description = """
            只增不改，按发生先后排列，seq 从1起连续。type：registered 登记、acceptance 受理判定、supplementRequested 要求补充、
            supplemented 补充信息、urged 催办、contactCorrected 更正联系方式、tagged 标注专题、urgencySet 紧急认定、
            ownershipPending 权属待定、ownershipSettled 权属移交、notified 电话通知、noticeOverdue 逾期未通知、notNotified 未通知、
            followUpOrdered 持续关注、followedUp 关注记录、informationMissing 逾期未补充、transferAnswered 转接答复、
            secondLineAnswered 二线解答、closedAtDesk 前台办结、routingUndecided 转人工派单、dispatched 派单、
            signed 签收、contacted 先行联系、returnRequested 申请退回、returnProposed 裁定建议、returnRejected 退回不成立、
            returnUpheld 退回成立、nearestOrdered 职能就近指定、objected 派单异议、returnWindowClosed 退回期届满、
            meetingCalled 提请联席会议、meetingHeld 联席会议、replied 答复、reviewPassed 复核通过、reviewFailed 复核不通过、
            reviewOverdue 复核超时、reworkOrdered 重办、callbackPlanned 回访方案、surveySent 自动回访、evaluated 群众评价、
            callbackAttempted 人工回访、callbackDefaulted 默认评价、extensionRequested 申请延期、extended 延期、
            suspensionRequested 申请挂起、suspended 挂起、timeRefused 延期或挂起未获同意、resumed 恢复办理、
            interimReplied 阶段性答复、procedureOverdue 法定程序超期、yellowCard 黄牌、redCard 红牌、merged 并单、joined 他单并入、
            mergeUndone 并单取消、outcomeAdopted 随主工单办结、split 拆单、partSettled 分件办结、withdrawn 撤回、
            withdrawalWished 申请撤回、reopened 重新打开、archived 归档、advised 指导意见、
            subDispatched 二级转派、handedBack 退回上级、handlingEnded 终止办理、assigned 分办、signOffRequested 送审签、
            signedOff 审签同意、signOffRefused 审签退回、unitContacted 联系未入网单位、onBehalf 代录答复、
            escalated 逾期催告、orderIssued 督办、orderAnswered 督办答复、orderOverdue 督办答复逾期、orderRaised 提级办理、
            orderClosed 督办办结、unitUrged 督办催办、reassigned 督办改派、
            extensionGranted 督办准予延期、caseCancelled 管理员终止流程、caseMaintained 流程维护、referred 移送线索、spotChecked 抽查、drawn 抽取二次回访、calledAgain 二次回访、
            exclusionAsked 申请剔除、exclusionGranted 同意剔除、exclusionRefused 不予剔除、exclusionWithdrawn 撤销剔除、
            actionReported 议定事项办结报告、actionSentBack 退回继续办理、actionConfirmed 核销、actionOverdue 逾期（联席会议议定事项，
            可在归档之后）、visitOrdered 指定当面回访、visited 当面回访、madeConfidential 设为保密、confidentialityLifted 解除保密、
            callAskedFor 请求代为联系、callRelayed 代为联系结果、
            opinionAsked 征询专家意见、opinionGiven 专家意见、opinionDeclined 专家谢绝、opinionWithdrawn 撤回征询、
            opinionOverdue 专家意见逾期、shiftTakenOn 领导接听轮值、leaderDecided 轮值领导处理意见、promiseReported 领导交办办结报告、
            promiseSentBack 领导交办退回继续办理、promiseConfirmed 领导交办核销、promiseOverdue 领导交办逾期、
            attached 上传附件、attachmentRemoved 移除附件、attachmentReleased 开放附件、imported 旧系统接续。其他单位写的内容（text）只有中心、该单位和等待它答复的单位可见。""")
    @GetMapping("/{ticketNo}/events")
    List<TicketEventView> events(@PathVariable String ticketNo,
            @Parameter(description = "只要最近的几条，1至200；不写则为全部") @RequestParam(required = false) Integer last,
            @Parameter(description = "只要编号小于它的，用于向前翻") @RequestParam(required = false) Integer before) {
        List<TicketEventView> events = eventsOf(ticketNo, last, before);
        trail.seen(ticketNo, AuditTrail.Look.CARD);
        return events;
    }

    private List<TicketEventView> eventsOf(String ticketNo, Integer last, Integer before) {
        if (last == null && before == null) {
            return views.events(ticketNo, actors.current());
        }
        int most = last == null ? Page.MAX_SIZE : last;
        Page.check(0, most);
        return views.lastEvents(ticketNo, actors.current(), most, before == null ? Integer.MAX_VALUE : before);
    }

    @Operation(summary = "关联工单", description = "并单、拆单：并入的主工单、拆自的工单、并入本工单的和拆出的，按登记时间倒序；承办单位只能看到本单位的工单。")
    @GetMapping("/{ticketNo}/related")
    Page<TicketRow> related(@PathVariable String ticketNo, @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return views.related(ticketNo, actors.current(), page, size);
    }

    /** Whose tickets to look for; in the body, so that no phone stands in an address or a log. */
    record PhoneSearch(String phone) {
    }

    @Operation(summary = "按联系电话查询", description = "只限热线中心；电话以密钥散列比对，最多返回200件。")
    @PostMapping("/by-phone")
    List<TicketRow> ofPhone(@RequestBody PhoneSearch search) {
        return views.ofPhone(Texts.required("联系电话", search.phone(), 40), actors.current());
    }

    @Operation(summary = "相似工单", description = "同一热线、同一类别、同一区划、30天内登记且未结束的工单，供查重并单；只限热线中心，最多20件。")
    @GetMapping("/{ticketNo}/similar")
    List<TicketRow> similar(@PathVariable String ticketNo) {
        return views.similar(ticketNo, actors.current());
    }

    @Operation(summary = "工单列表", description = "按登记时间倒序分页；承办单位只能看到本单位的工单。")
    @GetMapping
    Page<TicketRow> list(
            @Parameter(description = "工单状态") @RequestParam(required = false) String status,
            @Parameter(description = "诉求类型") @RequestParam(required = false) String kind,
            @Parameter(description = "诉求类别代码") @RequestParam(required = false) String category,
            @Parameter(description = "行政区划代码") @RequestParam(required = false) String region,
            @Parameter(description = "承办单位代码") @RequestParam(required = false) String unit,
            @Parameter(description = "专题标签") @RequestParam(required = false) String tag,
            @Parameter(description = "登记日期起（含）") @RequestParam(required = false)
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @Parameter(description = "登记日期止（含）") @RequestParam(required = false)
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return views.list(new TicketFilter(status == null ? null : TicketStatus.of(status),
                kind == null ? null : Kind.of(kind), category, region, unit, tag, from, to), actors.current(), page, size);
    }
}
