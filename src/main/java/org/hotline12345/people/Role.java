package org.hotline12345.people;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What people may be here, and what each role may do, in the words of the page that gives it. */
public enum Role {

    OPERATOR("operator", "话务员", false, "登记诉求、补充信息、查询工单、代未入网单位录入答复"),
    DISPATCHER("dispatcher", "派单员", false, "分类派单、裁定退回、审批延期和挂起、并单拆单"),
    REVIEWER("reviewer", "复核员", false, "复核承办单位的答复，退回重办；不能复核本人派出的工单"),
    CALLBACK("callback", "回访员", false, "回访诉求人、记录评价；保密工单按设置查看诉求人信息"),
    SUPERVISOR("supervisor", "督办员", false, "督办、值班裁定、联席会议、抽查、剔除审核、运行看板"),
    DUTY_LEADER("duty-leader", "轮值领导", false, "主持本人的值班，对呈报的工单作出决定"),
    DESIGNER("designer", "流程设计员", false, "修改、预览和发布流程、派单目录和表单；不办理工单"),
    INSPECTOR("inspector", "质检员", false, "给抽查的工单和通话打分；不能质检本人经手的"),
    BULLETIN_EDITOR("bulletin-editor", "通报采编员", false, "拟编通报、冻结数据、撰写正文；不能审核和签发本人拟写的"),
    BULLETIN_SIGNER("bulletin-signer", "签发人", false, "签发通报；不能签发本人拟写或审核的"),
    AUDITOR("auditor", "审计员", false, "查看、检索和导出审计记录；不能修改任何内容，不办理工单"),
    CHANNEL("channel", "渠道接入账号", false, "外部系统通过接口提交诉求；不能打开任何页面"),
    ADMIN("camunda-admin", "系统管理员", false, "人员与账号、设置、导入、日历；不能代办工单"),
    CLERK("clerk", "经办员", true, "签收、联系、答复、退回、申请延期，查看本单位全部工单"),
    LEADER("leader", "审签领导", true, "审签本单位的答复");

    private final String code;
    private final String label;
    private final boolean inUnit;
    private final String may;

    Role(String code, String label, boolean inUnit, String may) {
        this.code = code;
        this.label = label;
        this.inUnit = inUnit;
        this.may = may;
    }

    @JsonValue
    public String code() {
        return code;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** Whether somebody holds it in a unit rather than at the centre. */
    public boolean inUnit() {
        return inUnit;
    }

    /** What it may, in Chinese. */
    public String may() {
        return may;
    }

    /** The role with this code or Chinese name. */
    public static Optional<Role> find(String codeOrLabel) {
        return Arrays.stream(values()).filter(role -> role.code.equals(codeOrLabel) || role.label.equals(codeOrLabel)).findFirst();
    }

    /** Two roles in one hand that check each other, and why they had better not. */
    public static final List<Conflict> CONFLICTS = List.of(
            new Conflict(DISPATCHER, REVIEWER, "派单员和复核员由同一人担任时，本人派出的工单不能由本人复核，容易无人可复核。"),
            new Conflict(REVIEWER, CLERK, "复核员同时是承办单位经办员，等于自己复核自己单位的答复。"),
            new Conflict(CALLBACK, CLERK, "回访员同时是承办单位经办员，等于自己回访自己单位的办理结果。"),
            new Conflict(SUPERVISOR, CLERK, "督办员同时是承办单位经办员，等于自己督办自己单位。"),
            new Conflict(DISPATCHER, CLERK, "派单员同时是承办单位经办员，可以把工单派给或派离自己单位。"),
            new Conflict(ADMIN, SUPERVISOR, "系统管理员与督办员应当分设（管理与业务分离）。"),
            new Conflict(ADMIN, AUDITOR, "系统管理员与审计员应当分设，管理员的操作由他人审计。"),
            new Conflict(ADMIN, DESIGNER, "系统管理员与流程设计员应当分设，发布流程才有第二人把关。"),
            new Conflict(ADMIN, CHANNEL, "渠道接入账号给外部系统使用，不得兼任任何人员角色。"));

    /** A pair of roles that one person should not hold, in words. */
    public record Conflict(Role one, Role other, String why) {
    }
}
