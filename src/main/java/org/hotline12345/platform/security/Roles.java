package org.hotline12345.platform.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Actor;

/** The groups of the engine's identity service that mean a role, and what they are called. */
final class Roles {

    static final String OPERATOR = "operator";
    static final String DISPATCHER = "dispatcher";
    static final String REVIEWER = "reviewer";
    static final String CALLBACK = "callback";
    static final String SUPERVISOR = "supervisor";
    static final String DUTY_LEADER = "duty-leader";
    static final String DESIGNER = "designer";
    /** Scores sampled tickets and calls. */
    static final String INSPECTOR = "inspector";
    /** Reads the audit trail and nothing else. */
    static final String AUDITOR = "auditor";
    /** Writes bulletins. */
    static final String BULLETIN_EDITOR = "bulletin-editor";
    /** Signs them. */
    static final String BULLETIN_SIGNER = "bulletin-signer";
    static final String CHANNEL = "channel";
    static final String ADMIN = "camunda-admin";
    /** Everybody who belongs to some unit; held without membership. */
    static final String UNIT_STAFF = "unit-staff";

    /** Stands in for all groups of somebody who has to choose a password first. */
    static final String PASSWORD_TO_CHANGE = "password-to-change";

    /** Group id to Chinese name, in the order people list them. */
    static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(OPERATOR, "话务员");
        NAMES.put(DISPATCHER, "派单员");
        NAMES.put(REVIEWER, "复核员");
        NAMES.put(CALLBACK, "回访员");
        NAMES.put(SUPERVISOR, "督办员");
        NAMES.put(DUTY_LEADER, "轮值领导");
        NAMES.put(DESIGNER, "流程设计员");
        NAMES.put(INSPECTOR, "质检员");
        NAMES.put(AUDITOR, "审计员");
        NAMES.put(BULLETIN_EDITOR, "通报采编员");
        NAMES.put(BULLETIN_SIGNER, "签发人");
        NAMES.put(CHANNEL, "渠道接入账号");
        NAMES.put(ADMIN, "系统管理员");
    }

    /** Roles whose people work tasks in Tasklist, besides the staff of units. */
    private static final Set<String> TASK_ROLES =
            Set.of(OPERATOR, DISPATCHER, REVIEWER, CALLBACK, SUPERVISOR, DUTY_LEADER, INSPECTOR, BULLETIN_EDITOR, BULLETIN_SIGNER, ADMIN);

    /** Everybody of an expert team; held without membership. */
    static final String EXPERTS = "experts";

    /** Members of the expert, legal and supervision teams. */
    private static final String EXPERT_PREFIX = "expert-";

    /** Second answerers and special desks. */
    private static final String DESK_PREFIX = "desk-";

    private Roles() {
    }

    static boolean isKnown(String group) {
        return NAMES.containsKey(group) || isUnit(group) || isDesk(group) || isExpert(group);
    }

    static boolean isUnit(String group) {
        return Actor.isStaffGroup(group);
    }

    static boolean isDesk(String group) {
        return group.startsWith(DESK_PREFIX);
    }

    static boolean isExpert(String group) {
        return group.startsWith(EXPERT_PREFIX);
    }

    static boolean worksTasks(String group) {
        return TASK_ROLES.contains(group) || isUnit(group) || isDesk(group) || isExpert(group);
    }
}
