package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hotline12345.ticket.TicketStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether our tables and the engine's tell the same story, asked of both sides in SQL. */
final class Agreement {

    private static final String CLOSED = Arrays.stream(TicketStatus.values()).filter(TicketStatus::isClosed)
            .map(status -> "'" + status.code() + "'").collect(Collectors.joining(", ", "(", ")"));
    private static final String OPEN_DISPATCH = "('open', 'signed', 'returning', 'signing-off')";

    private final JdbcClient jdbc;
    private int checks;

    Agreement(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int checks() {
        return checks;
    }

    /** At any instant between two steps. */
    void check() {
        checks++;
        none("event numbers with a gap", "select ticket_no from ticket_event group by ticket_no "
                + "having min(seq) <> 1 or max(seq) <> count(*)");
        none("tickets whose last event is not the one they know", "select t.ticket_no from ticket_ticket t "
                + "where t.last_seq <> (select max(seq) from ticket_event e where e.ticket_no = t.ticket_no)");
        none("open tickets without exactly one running lifecycle", "select t.ticket_no from ticket_ticket t "
                + "where t.status not in " + CLOSED + " and (" + running("ticket-lifecycle", "t.ticket_no") + ") <> 1");
        none("closed tickets with anything running", "select concat(t.ticket_no, ' ', t.status, ' ', e.PROC_DEF_ID_) from ticket_ticket t "
                + "join ACT_RU_EXECUTION e on e.BUSINESS_KEY_ = t.ticket_no where t.status in " + CLOSED + " and e.PARENT_ID_ is null "
                + "and e.PROC_DEF_ID_ not like 'follow-up:%' and e.PROC_DEF_ID_ not like 'exclusion-request:%' "
                + "and e.PROC_DEF_ID_ not like 'second-callback:%' and e.PROC_DEF_ID_ not like 'supervision-order:%' "
                + "and e.PROC_DEF_ID_ not like 'escalation-ladder:%' and e.PROC_DEF_ID_ not like 'meeting-action:%' "
                + "and e.PROC_DEF_ID_ not like 'leader-promise:%' and e.PROC_DEF_ID_ not like 'expert-opinion:%'");
        none("tickets without exactly one lifecycle ever", "select t.ticket_no from ticket_ticket t where (select count(*) "
                + "from ACT_HI_PROCINST p where p.BUSINESS_KEY_ = t.ticket_no and p.PROC_DEF_KEY_ = 'ticket-lifecycle') <> 1 + t.reopened");
        none("lifecycles without a ticket", "select p.BUSINESS_KEY_ from ACT_HI_PROCINST p left join ticket_ticket t "
                + "on t.ticket_no = p.BUSINESS_KEY_ where t.ticket_no is null and p.PROC_DEF_KEY_ <> 'matter-consultation'");
        none("open dispatches without exactly one running handling", "select concat(d.ticket_no, ' ', d.unit) from ticket_dispatch d "
                + "where d.state in " + OPEN_DISPATCH + " and (" + handling("d.ticket_no", "d.unit", "") + ") <> 1");
        none("running handlings without an open dispatch", "select concat(e.BUSINESS_KEY_, ' ', v.TEXT_) from ACT_RU_EXECUTION e "
                + "join ACT_RU_VARIABLE v on v.EXECUTION_ID_ = e.ID_ and v.NAME_ = 'unit' "
                + "where e.PARENT_ID_ is null and e.PROC_DEF_ID_ like 'unit-handling:%' and not exists (select 1 from ticket_dispatch d "
                + "where d.ticket_no = e.BUSINESS_KEY_ and d.unit = v.TEXT_ and d.state in " + OPEN_DISPATCH + ")");
        none("dispatches with a unit that has no task", "select concat(d.ticket_no, ' ', d.unit) from ticket_dispatch d "
                + "where d.state in ('open', 'signed', 'signing-off') and (" + handling("d.ticket_no", "d.unit", "Task_HandleTicket") + ") + ("
                + handling("d.ticket_no", "d.unit", "Task_SignOffReply") + ") <> 1");
        none("interim replies without a final one to come", "select concat(d.ticket_no, ' ', d.unit) from ticket_dispatch d "
                + "where d.state = 'interim' and (" + handling("d.ticket_no", "d.unit", "Task_ReplyFinally")
                .replace("unit-handling:", "statutory-procedure:") + ") <> 1");
        none("returns nobody is asked to rule on", "select concat(d.ticket_no, ' ', d.unit) from ticket_dispatch d "
                + "where d.state = 'returning' and (" + handling("d.ticket_no", "d.unit", "Task_RuleOnReturn") + ") <> 1");
        status("reviewing", "ticket-lifecycle", "Task_ReviewReply");
        status("dispatching", "ticket-lifecycle", "Task_DispatchTicket");
        status("meeting", "joint-meeting", "Task_HoldMeeting");
        none("incidents", "select ID_ from ACT_RU_INCIDENT");
        none("tasks of nothing", "select t.ID_ from ACT_RU_TASK t left join ACT_RU_EXECUTION e on e.ID_ = t.EXECUTION_ID_ where e.ID_ is null");
        none("jobs of nothing", "select j.ID_ from ACT_RU_JOB j left join ACT_RU_EXECUTION e on e.ID_ = j.EXECUTION_ID_ "
                + "where j.PROCESS_INSTANCE_ID_ is not null and e.ID_ is null");
        none("jobs that were not run in time", "select j.ID_ from ACT_RU_JOB j where j.PROCESS_INSTANCE_ID_ is not null and j.RETRIES_ = 0");
    }

    /** At the end of the year's work. */
    void checkAllEnded() {
        none("tickets that did not end", "select concat(ticket_no, ' ', status) from ticket_ticket where status not in " + CLOSED);
        none("processes that did not end", "select concat(BUSINESS_KEY_, ' ', PROC_DEF_ID_) from ACT_RU_EXECUTION where PARENT_ID_ is null");
        none("open dispatches", "select concat(ticket_no, ' ', unit) from ticket_dispatch where state in "
                + "('open', 'signed', 'returning', 'signing-off', 'interim')");
    }

    /** A step a designer doubled has the same name with {@code Again}. */
    private void status(String status, String process, String task) {
        none(status + " without " + task, "select t.ticket_no from ticket_ticket t where t.status = '" + status + "' and (select count(*) "
                + "from ACT_RU_EXECUTION e join ACT_RU_TASK k on k.PROC_INST_ID_ = e.ID_ where e.BUSINESS_KEY_ = t.ticket_no "
                + "and e.PROC_DEF_ID_ like '" + process + ":%' and k.TASK_DEF_KEY_ in ('" + task + "', '" + task + "Again')) <> 1");
        none(task + " without " + status, "select e.BUSINESS_KEY_ from ACT_RU_TASK k join ACT_RU_EXECUTION e on e.ID_ = k.PROC_INST_ID_ "
                + "join ticket_ticket t on t.ticket_no = e.BUSINESS_KEY_ where k.TASK_DEF_KEY_ = '" + task + "' and t.status <> '" + status + "'");
    }

    private static String running(String process, String ticketNo) {
        return "select count(*) from ACT_RU_EXECUTION e where e.BUSINESS_KEY_ = " + ticketNo + " and e.PARENT_ID_ is null "
                + "and e.PROC_DEF_ID_ like '" + process + ":%'";
    }

    /** Running handlings of a unit; with a task key, those that wait at it. */
    private static String handling(String ticketNo, String unit, String task) {
        return "select count(*) from ACT_RU_EXECUTION e join ACT_RU_VARIABLE v on v.EXECUTION_ID_ = e.ID_ and v.NAME_ = 'unit' "
                + (task.isEmpty() ? "" : "join ACT_RU_TASK k on k.PROC_INST_ID_ = e.ID_ and k.TASK_DEF_KEY_ = '" + task + "' ")
                + "where e.BUSINESS_KEY_ = " + ticketNo + " and e.PARENT_ID_ is null and e.PROC_DEF_ID_ like 'unit-handling:%' and v.TEXT_ = " + unit;
    }

    private void none(String what, String sql) {
        List<String> found = jdbc.sql(sql).query(String.class).list();
        assertThat(found).as(what).isEmpty();
    }
}
