package org.hotline12345.platform;

import java.util.List;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.task.TaskQuery;

/**
 * The ready-made Tasklist filters. Each one asks for tasks of one assignee or of candidate groups: without such a
 * criterion the engine checks every open task of the city for every reader.
 */
final class FilterCatalogue {

    /** No group named: whoever may open Tasklist. Units come and go, and their clerks need no grant of their own. */
    private static final List<String> EVERYONE = List.of();

    static final List<Entry> ENTRIES = List.of(
            new Entry(1, "我的工单", "本人认领、尚未办结的任务", EVERYONE, Whose.MINE, null, Due.ANY, false),
            new Entry(2, "待签收", "派给本单位或本岗位、还没有人认领的任务", EVERYONE, Whose.MY_GROUPS, null, Due.ANY, true),
            new Entry(3, "本单位工单", "本单位或本岗位在办的全部任务，含同事已认领的", EVERYONE, Whose.MY_GROUPS, null, Due.ANY, false),
            entry(4, "待派单", "需要人工分类派单的诉求", "dispatcher", "Task_DispatchTicket"),
            entry(5, "待裁定", "承办单位申请退回，等待派单员裁定", "dispatcher", "Task_RuleOnReturn"),
            entry(6, "待裁定（值班领导）", "多次退回，等待值班领导指定或召开联席会议", "supervisor", "Task_RuleOnReturn"),
            entry(21, "延期挂起审批", "承办单位申请延期或挂起，等待审批", "dispatcher", "Task_RuleOnExtension"),
            entry(7, "联席会议", "需要召开联席会议的工单", "supervisor", "Task_HoldMeeting"),
            entry(8, "待补充", "需要请诉求人补充信息的工单", "operator", "Task_AskForInformation"),
            entry(9, "待复核", "承办单位已答复，等待复核", "reviewer", "Task_ReviewReply"),
            entry(10, "待回访", "需要人工回访的工单", "callback", "Task_CallBack"),
            entry(31, "督办办结", "单位已答复督办单，等待督办员办结或提级", "supervisor", "Task_CloseOrder"),
            entry(32, "剔除审批", "申请不计入考核，等待另一名督办员审批", "supervisor", "Task_RuleOnExclusion"),
            entry(33, "二次回访", "抽中二次回访的工单", "callback", "Task_CallAgain"),
            entry(41, "议定事项待核销", "联席会议议定的事项，责任单位已报告，等待核实", "supervisor", "Task_ConfirmAction"),
            entry(42, "事项会商", "需要召开会商的一类事项", "supervisor", "Task_HoldConsultation"),
            entry(45, "待导入节假日安排", "次年放假通知公布后需要导入的安排", "camunda-admin", "Task_ImportNotice"),
            entry(46, "待核准节假日安排", "已导入、需要核对差异后核准的节假日安排", "camunda-admin", "Task_ApproveNotice"),
            entry(43, "待当面回访", "需要会同承办单位当面回访的工单", "callback", "Task_VisitCitizen"),
            entry(44, "待代为联系", "承办单位请求联系诉求人", "operator", "Task_CallForUnit"),
            entry(50, "领导交办待核销", "轮值领导交办的事项，责任单位已报告，等待核实", "supervisor", "Task_ConfirmPromise"),
            new Entry(51, "专家意见", "请您出具意见的工单", List.of("experts"), Whose.MY_GROUPS, "Task_GiveOpinion", Due.ANY, false),
            entry(52, "质检评分", "抽中、等待质检员评分的样本", "inspector", "Task_ScoreSample"),
            entry(53, "质检申诉", "被检人申诉、等待裁定的质检", "supervisor", "Task_RuleOnAppeal"),
            entry(54, "通报拟稿", "数据已冻结、等待采编员拟稿的通报", "bulletin-editor", "Task_EditBulletin"),
            new Entry(55, "核对通报数据", "通报中本单位的数据，逾期没有提出异议的视为同意", EVERYONE, Whose.MY_GROUPS, "Task_CheckFigures", Due.ANY, false),
            entry(56, "通报异议裁定", "单位对通报数据提出的异议", "supervisor", "Task_RuleOnObjection"),
            entry(57, "通报审核", "等待审核的通报", "supervisor", "Task_ReviewBulletin"),
            entry(58, "通报签发", "等待签发的通报", "bulletin-signer", "Task_SignBulletin"),
            new Entry(11, "即将到期", "24小时内到期的任务", EVERYONE, Whose.MY_GROUPS, null, Due.WITHIN_A_DAY, false),
            new Entry(12, "已超期", "已经超过时限的任务", EVERYONE, Whose.MY_GROUPS, null, Due.PASSED, false),
            entry(13, "待确认转接", "转给其他热线、等对方答复的诉求", "operator", "Task_ConfirmTransfer"),
            entry(14, "三方通话", "对方热线不接收、须三方通话商定的诉求", "operator", "Task_TalkThreeWay"),
            entry(20, "待电话通知", "紧急工单已派出，等待电话通知承办单位", "operator", "Task_NotifyUnit"));

    private FilterCatalogue() {
    }

    private static Entry entry(int place, String name, String description, String group, String taskKey) {
        return new Entry(place, name, description, List.of(group), Whose.THE_READERS, taskKey, Due.ANY, false);
    }

    /** Whose tasks a filter lists. */
    enum Whose {
        MINE, MY_GROUPS, THE_READERS
    }

    /** Which due dates a filter lists. */
    enum Due {
        ANY, WITHIN_A_DAY, PASSED
    }

    /**
     * One filter.
     *
     * @param place position in Tasklist, from 1
     * @param readers groups that see the filter; none means everyone
     * @param taskKey id of the one user task it lists, or null for all
     * @param unclaimed whether tasks somebody has claimed are left out
     */
    record Entry(int place, String name, String description, List<String> readers, Whose whose, String taskKey, Due due,
            boolean unclaimed) {

        TaskQuery query() {
            TaskQuery query = new TaskQueryImpl();
            switch (whose) {
                case MINE -> query.taskAssigneeExpression("${currentUser()}");
                case MY_GROUPS -> query.taskCandidateGroupInExpression("${currentUserGroups()}");
                case THE_READERS -> query.taskCandidateGroupIn(readers);
            }
            if (whose != Whose.MINE && !unclaimed) {
                query.includeAssignedTasks();
            }
            if (taskKey != null) {
                query.taskDefinitionKey(taskKey);
            }
            switch (due) {
                case WITHIN_A_DAY -> query.dueAfterExpression("${now()}").dueBeforeExpression("${dateTime().plusDays(1)}");
                case PASSED -> query.dueBeforeExpression("${now()}");
                case ANY -> { }
            }
            // What needs a look comes first in a queue; among equals, what ends first.
            return query.orderByTaskPriority().desc().orderByDueDate().asc();
        }
    }
}
