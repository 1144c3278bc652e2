package org.hotline12345.meeting.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.meeting.Meetings;
import org.hotline12345.meeting.Minutes;
import org.springframework.stereotype.Component;

/** 召开联席会议: hands attendance, minutes, actions and the units agreed on to the facade. */
@Component
class RecordMeetingListener implements TaskListener {

    private final Meetings meetings;

    RecordMeetingListener(Meetings meetings) {
        this.meetings = meetings;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        meetings.conclude(task.getExecution().getProcessBusinessKey(), new Minutes(fields.codes("invitees", "参会单位"),
                fields.names("institutions", "其他机构", 60), fields.optional("attendance", "参会情况", 10_000),
                fields.optional("teams", "专家队伍", 4_000), fields.required("minutes", "会议纪要", 10_000),
                fields.required("leadUnit", "主办单位", 64), fields.codes("assistUnits", "协办单位"),
                fields.required("actions", "议定事项", 10_000), fields.optional("catalogueRow", "拟入目录的规则", 4_000)));
    }
}
