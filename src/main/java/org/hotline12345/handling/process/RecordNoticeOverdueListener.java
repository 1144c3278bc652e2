package org.hotline12345.handling.process;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.hotline12345.handling.Notices;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** 逾期未通知: the duty leader is told by finding the telephone task among the own. */
@Component
class RecordNoticeOverdueListener implements ExecutionListener {

    private final Notices notices;
    private final TaskService tasks;

    RecordNoticeOverdueListener(Notices notices, @Lazy TaskService tasks) {
        this.notices = notices;
        this.tasks = tasks;
    }

    @Override
    public void notify(DelegateExecution execution) {
        String unit = (String) execution.getVariable("unit");
        notices.overdue(execution.getProcessBusinessKey(), unit);
        tasks.createTaskQuery().processInstanceId(execution.getProcessInstanceId()).taskDefinitionKey("Task_NotifyUnit").list()
                .stream().filter(task -> unit.equals(((TaskEntity) task).getVariable("unit")))
                .forEach(task -> tasks.addCandidateGroup(task.getId(), "supervisor"));
    }
}
