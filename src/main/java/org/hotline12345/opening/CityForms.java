package org.hotline12345.opening;

import static org.hotline12345.workbook.Column.needed;
import static org.hotline12345.workbook.Column.optional;

import java.util.Arrays;
import java.util.List;
import org.hotline12345.organization.Setting;
import org.hotline12345.workbook.Form;

/** The sheets a city is made of, in the order they build on each other. */
final class CityForms {

    static final List<String> YES_NO = List.of("是", "否");

    static final Form CITY = new Form("热线", "只有一行：这条热线和它负责的地方。", List.of(
            needed("code", "地区代码", "GB/T 2260 代码，六位数字。", "990100"),
            needed("name", "地区名称", "全称。", "云溪市").atMost(60),
            needed("prefix", "工单号前缀", "2 至 4 个大写字母，全系统不重复；有了工单以后不能再改。", "YX"),
            optional("unitPrefix", "单位代码前缀", "单位代码的开头，如 yunxi-；可空。", "yunxi-"),
            optional("hotlineUnit", "热线单位代码", "热线中心自己在“单位”表中的代码。", "yunxi-hotline")));

    static final Form SETTINGS = new Form("设置", "一行一个设置项；没有写的保持现值。", List.of(
            needed("key", "设置项", "见可选值。", "review.notByDispatcher").of(Arrays.stream(Setting.values()).map(Setting::key).toList()),
            needed("value", "取值", "数字、true 或 false、时:分。", "true"),
            optional("note", "说明", "只供阅读，导入时不看。", "派单的人不得复核同一工单")));

    static final Form REGIONS = new Form("行政区划", "一行一个地方：市、区县、街道乡镇、功能区。", List.of(
            needed("code", "代码", "国标六位或九位；国标没有的功能区写所在地代码加 Z 和两位数字。", "990102"),
            needed("name", "名称", "全称。", "临河区").atMost(60),
            needed("level", "级别", "从列表中选。", "区县").of(Words.LEVELS.all()),
            optional("parent", "上级代码", "所在地方的代码；最高一级留空。", "990100"),
            optional("coding", "编码来源", "不填为国标（九位的为统计）。", "国标").of(Words.CODINGS.all()),
            optional("from", "启用日期", "2026-01-31；不填为一直有效。", ""),
            optional("to", "停用日期", "最后一天（含）。", ""),
            optional("successor", "承继代码", "撤并以后的代码。", ""),
            optional("unit", "属地单位", "属地管理的事由谁办：“单位”表中的代码或名称；不填则由上级地方的属地单位办，派单表里原有的不变。", "yunxi-linhe")));

    static final Form UNITS = new Form("单位", "一行一个承办单位，包括区县、街道、部门、企业和热线中心自己。", List.of(
            needed("code", "代码", "小写字母、数字和连字符，全系统不重复，以后不改；最多 57 个字符。", "yunxi-water"),
            needed("name", "名称", "与公文一致的全称。", "云溪市水务局").atMost(60),
            optional("aliases", "别名", "其他叫法，用顿号隔开。", "市水务局、自来水主管部门"),
            needed("kind", "类别", "从列表中选。", "部门").of(Words.UNIT_KINDS.all()),
            optional("parent", "上级单位", "代码或名称。", ""),
            optional("network", "是否入网", "否：用函件或电话办理；不填为是。", "是").of(YES_NO),
            optional("region", "所在区划", "“行政区划”表中的代码。", "990100"),
            optional("number", "原热线号码", "归并到 12345 以前的号码。", "12345-3").atMost(16),
            optional("from", "启用日期", "2026-01-31；不填为一直有效。", ""),
            optional("to", "停用日期", "最后一天（含）。", ""),
            optional("signOff", "领导审签", "答复是否须领导审签；不填为否。", "否").of(YES_NO),
            optional("sections", "科室", "代码:名称，用顿号隔开；代码为小写字母和数字。", "supply:供水科、drain:排水科"),
            optional("remark", "备注", "", "").atMost(255)));

    static final Form CATEGORIES = new Form("诉求类别", "一行一个类别；先大类，大类下是小类，共两级。", List.of(
            needed("code", "代码", "小写字母、数字和连字符。", "water-leak"),
            needed("name", "名称", "", "自来水漏水").atMost(60),
            optional("parent", "所属大类", "大类的代码或名称；大类自己留空。", "utilities"),
            optional("supervisor", "行业主管单位", "只填在大类上：派单目录没有写明时由谁办；单位代码或名称。", "yunxi-water"),
            optional("basis", "依据", "", "本地约定").atMost(64),
            optional("from", "启用日期", "", ""),
            optional("to", "停用日期", "最后一天（含）。", "")));

    static final Form CATALOGUE = new Form("派单目录", "一行一条派单规则；某个大类只要写了一行，该大类的目录就按本表整体替换。", List.of(
            needed("category", "诉求类别", "代码或名称，几个用顿号隔开，须属于同一大类。", "自来水漏水"),
            optional("major", "大类", "不填则由诉求类别得出。", ""),
            optional("kind", "诉求类型", "不填为不限，几个用顿号隔开：咨询、投诉、举报、求助、意见建议、表扬、其他。", ""),
            optional("district", "区县代码", "不填为不限，几个用顿号隔开。", ""),
            optional("aboutUnit", "被反映单位", "不填为不限；代码或名称。", ""),
            optional("circumstances", "情形", "不填为不限；与“文字识别”规则表中的情形一致。", ""),
            optional("unit", "承办单位", "代码或名称；属地行填条线部门，可空。", "yunxi-water"),
            needed("role", "角色", "从列表中选。", "主办").of(Words.PARTS.all()),
            needed("level", "属地还是职能", "职能：就是这个单位；属地：由诉求所在地的属地单位主办。", "职能").of(Words.PART_LEVELS.all()),
            needed("weight", "把握", "0 至 100；不低于设置“routing.autoDispatchConfidence”的才自动派单。", "90"),
            needed("basis", "依据", "文件或约定。", "云溪市派单目录（2026年版）"),
            optional("from", "生效日期", "", ""),
            optional("to", "失效日期", "最后一天（含）。", ""),
            optional("note", "说明", "一句话；不填则由类别和单位拼成。", "")));

    static final Form PLACES = new Form("地名", "一行一个人们口头说的地名：街道、道路、小区、地标。", List.of(
            needed("name", "名称", "至少两个字。", "云溪站").atMost(64),
            needed("region", "所在区划", "“行政区划”表中的代码。", "990102"),
            needed("kind", "类型", "从列表中选。", "车站").of(Words.PLACE_KINDS.all()),
            optional("basis", "来源", "", "本地地名志").atMost(128)));

    static final Form PEOPLE = new Form("人员", "一行一个账号；导入后到“人员与账号”页下载一次性密码。", List.of(
            needed("account", "账号", "小写字母、数字和连字符，2 至 64 个字符，全系统不重复。", "wangjing"),
            needed("name", "姓名", "", "王静"),
            optional("unit", "单位", "代码或名称；热线中心的人员留空。", "yunxi-water"),
            optional("roles", "角色", "用顿号隔开：话务员、派单员、复核员、回访员、督办员、轮值领导、流程设计员、系统管理员、渠道接入账号；单位人员：经办员、审签领导、section-科室代码。", "经办员"),
            optional("phone", "办公电话", "", "0990-1234567"),
            optional("email", "电子邮箱", "", ""),
            optional("active", "启用", "不填为是。", "是").of(YES_NO)));

    static final Form DUTY = new Form("值班表", "一行一个班次；一个单位的班次须首尾相接，所写时段内原来的班次被替换。", List.of(
            needed("unit", "单位", "代码或名称。", "yunxi-water"),
            needed("from", "开始", "2026-12-01 08:00", "2026-12-01 08:00"),
            needed("until", "结束", "不含这一分钟。", "2026-12-08 08:00"),
            needed("post", "值班人员", "岗位或姓名。", "值班室").atMost(60),
            needed("phone", "值班电话", "", "0990-7654321").atMost(40),
            optional("deputy", "带班人员", "", "").atMost(60)));

    static final Form DAYS = new Form("本地日历", "一行一天：本地另行规定放假或上班的日子，国家节假日不用写。", List.of(
            needed("date", "日期", "2026-01-31", "2026-09-09"),
            needed("kind", "安排", "从列表中选；照常表示取消本地安排。", "放假").of(Words.DAYS.all()),
            optional("holiday", "名称", "", "建城日").atMost(32),
            needed("order", "依据（文号）", "", "云政办发〔2026〕1号").atMost(255)));

    static final List<Form> ALL = List.of(CITY, SETTINGS, REGIONS, UNITS, CATEGORIES, CATALOGUE, PLACES, PEOPLE, DUTY, DAYS);

    static final List<String> RULES = List.of(
            "红色表头必填，灰色表头可空。不要改表头和工作表名称，不要合并单元格，不要用公式、宏、外部链接和隐藏工作表。",
            "代码、电话、编号等长数字请保持“文本”格式，否则表格软件会把 18 位数字改成 4.4E+17 这样的形式。",
            "日期写成 2026-01-31；列表用顿号、逗号或换行隔开。",
            "不需要的工作表可以删除；也可以把一张表另存为 CSV（UTF-8 或 GBK），文件名用工作表名称，例如 单位.csv。",
            "上传后先核对，指出每个有问题的单元格，不写入任何内容；核对通过并确认后才导入。",
            "已有的行按代码更新，没有写到的行保持不变，导入不删除任何内容；同一个文件再导入一次没有变化。",
            "不再使用的单位、类别、区划请填停用日期。",
            "已有单位的更名、合并、拆分、退出请在“单位变更”页登记，写明从哪天起；本表不能改单位名称，也不能把已经生效的变更改回去。");

    private CityForms() {
    }
}
