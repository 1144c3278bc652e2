package org.hotline12345.handover;

import java.util.Arrays;
import java.util.List;
import org.hotline12345.supervision.OrderSource;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Kind;
import org.hotline12345.workbook.Column;
import org.hotline12345.workbook.Form;

/** The sheets in which another system tells its tickets. */
final class Sheets {

    static final String NUMBER = "number";
    private static final String TIME = "写成 2023-02-06 09:12:34；旧系统只有日期的，可只写日期";
    private static final List<String> YES_NO = List.of("是", "否");

    static final Form MAPPING = new Form("对照", "旧系统的一个写法，在本系统叫什么；与本系统写法相同的不用填", List.of(
            Column.needed("what", "种类", "对照的是哪一类", "单位").of(List.of("单位", "诉求类别", "来源渠道", "诉求类型", "状态", "行政区划")),
            Column.needed("theirs", "旧系统写法", "旧系统里的原文", "市工商局"),
            Column.needed("ours", "本系统写法", "本系统的名称或代码", "市场监督管理局")));

    static final Form TICKETS = new Form("工单", "旧系统的一件工单，一行一件", List.of(
            number(),
            Column.needed("kind", "诉求类型", labels(Arrays.stream(Kind.values()).map(Kind::label).toList()), "投诉"),
            Column.needed("channel", "来源渠道", labels(Arrays.stream(Channel.values()).map(Channel::label).toList()), "电话"),
            Column.optional("category", "诉求类别", "本系统的类别名称或代码；旧类别在“对照”表中对应", "消费维权"),
            Column.optional("region", "行政区划", "区划代码或名称", "430511"),
            Column.optional("address", "具体地点", "不超过300字", "汽车南站对面"),
            Column.needed("title", "标题", "不超过200字", "网购药品未发货"),
            Column.needed("content", "内容", "不超过4000字", "要求尽快发货并赔偿。"),
            Column.optional("name", "诉求人", "加密保存", "周先生"),
            Column.optional("phone", "联系电话", "加密保存，须能拨打", "13800000002"),
            Column.optional("confidential", "保密", "举报一律保密", "否").of(YES_NO),
            Column.optional("urgent", "紧急", "按自然时间计时", "否").of(YES_NO),
            Column.needed("registered", "登记时间", TIME, "2023-02-06 08:50:00"),
            Column.needed("status", "状态", "已登记、待派单、待补充、办理中、退回待裁定、挂起、联席会议、待复核、待回访、已归档、即时办结、"
                    + "已告知法定途径、表扬已登记、已转接、不予受理、已撤回、无效来电；单位办到哪一步以“派单”表为准", "办理中"),
            Column.optional("since", "进入本状态时间", TIME + "；中心各环节的时限由此起算", "2023-02-07 15:00:00"),
            Column.optional("closed", "办结时间", TIME + "；已办结的必填", "2023-02-14 10:00:00"),
            Column.optional("closing", "办结说明", "不超过2000字", "已退款"),
            Column.optional("evaluation", "评价", "满意、不满意、默认评价", "满意").of(List.of("满意", "不满意", "默认评价")),
            Column.optional("evaluatedAt", "评价时间", TIME, "2023-02-13 16:00:00"),
            Column.optional("authentic", "情况属实", "群众评价", "是").of(YES_NO),
            Column.optional("solved", "问题解决", "群众评价", "是").of(YES_NO),
            Column.optional("returns", "退回次数", "整数", "0"),
            Column.optional("urges", "催办次数", "整数", "1"),
            Column.optional("calls", "人工回访次数", "答复后已打过几次", "0"),
            Column.optional("aboutUnit", "被反映单位", "单位名称、别名或代码", ""),
            Column.optional("orderSource", "督办来源", "在办的督办件必填", "领导批示")
                    .of(Arrays.stream(OrderSource.values()).map(OrderSource::label).toList()),
            Column.optional("orderUntil", "督办答复期限", TIME + "；在办的督办件必填", "2023-02-20"),
            Column.optional("orderPerson", "督办责任人", "职务即可；在办的督办件必填", "分管副局长"),
            Column.optional("orderText", "督办要求", "不超过1000字", "请限期办结")));

    static final Form DISPATCHES = new Form("派单", "一件工单派给一个单位的一次；重办的另起一行并写轮次", List.of(
            number(),
            Column.optional("round", "轮次", "首次为1，每重办一次加1；不填为1", "1"),
            Column.needed("unit", "单位", "单位名称、别名或代码，也可以是已撤并的单位（在办的除外）", "市场监督管理局"),
            Column.needed("role", "角色", "每轮有且只有一个主办", "主办").of(List.of("主办", "协办", "指导")),
            Column.needed("at", "派单时间", TIME + "；单位的时限由此起算", "2023-02-06 09:12:34"),
            Column.optional("basis", "派单依据", "不超过500字", "派单目录"),
            Column.needed("state", "状态", "单位办到哪一步", "办理中").of(List.of("待签收", "办理中", "退回待裁定", "挂起", "已作阶段性答复",
                    "已答复", "已退回", "已终止", "知悉")),
            Column.optional("signedAt", "签收时间", TIME, "2023-02-06 10:00:00"),
            Column.optional("signedBy", "经办账号", "本系统的账号；没有的不填，工单由本单位人员重新领取", ""),
            Column.optional("returnUntil", "退回截止", TIME + "；只写日期为当日24时；不填按派单时间计算", ""),
            Column.optional("handleUntil", "办理截止", TIME + "；只写日期为当日24时；不填按派单时间计算", "2023-02-13"),
            Column.optional("extended", "已延期", "办理截止写延期后的", "否").of(YES_NO),
            Column.optional("returnedAt", "退回申请时间", TIME + "；退回待裁定的必填", ""),
            Column.optional("returnReason", "退回理由", "退回待裁定的必填", ""),
            Column.optional("returnUnit", "建议单位", "退回待裁定的必填", ""),
            Column.optional("returnBasis", "退回依据", "退回待裁定的必填", ""),
            Column.optional("suspendedAt", "挂起时间", TIME + "；挂起的必填", ""),
            Column.optional("resumeOn", "复查日期", "挂起的必填，写成 2023-02-20", ""),
            Column.optional("interimAt", "阶段性答复时间", TIME + "；已作阶段性答复的必填", ""),
            Column.optional("procedure", "法定程序", "程序代码，已作阶段性答复的必填", ""),
            Column.optional("interimUntil", "程序截止", TIME + "；只写日期为当日24时", ""),
            Column.optional("repliedAt", "答复时间", TIME + "；已答复的必填", "2023-02-10 15:00:00"),
            Column.optional("reply", "答复内容", "已答复的必填", "经核实，商家已退款。")));

    static final Form FILES = new Form("附件", "工单的一个附件；文件放在压缩包里，登记后另行上传", List.of(
            number(),
            Column.needed("path", "文件", "压缩包内的路径和文件名", "2023/A0001/照片1.jpg"),
            Column.needed("sha256", "SHA-256", "文件内容的散列值，64位十六进制", "")));

    static final List<Form> ALL = List.of(MAPPING, TICKETS, DISPATCHES, FILES);

    private Sheets() {
    }

    private static Column number() {
        return Column.needed(NUMBER, "旧工单号", "旧系统的工单编号，原样填写", "A20230206001");
    }

    private static String labels(List<String> labels) {
        return String.join("、", labels);
    }
}
