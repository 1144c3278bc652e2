package org.hotline12345.platform;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.IncidentQuery;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.hotline12345.common.FailedSteps;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the engine's incidents of failed jobs; other kinds do not occur in this product. */
@Component
class EngineFailedSteps implements FailedSteps {

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    private final RuntimeService runtimeService;
    private final RepositoryService repositoryService;
    private final ManagementService managementService;
    private final ProcessEngineConfigurationImpl engine;
    private final JdbcClient jdbc;

    EngineFailedSteps(@Lazy RuntimeService runtimeService, @Lazy RepositoryService repositoryService,
            @Lazy ManagementService managementService, @Lazy ProcessEngineConfigurationImpl engine, JdbcClient jdbc) {
        this.runtimeService = runtimeService;
        this.repositoryService = repositoryService;
        this.managementService = managementService;
        this.engine = engine;
        this.jdbc = jdbc;
    }

    @Override
    public Page<FailedStep> list(String businessKey, int page, int size) {
        Page.check(page, size);
        // The engine's own query knows no business key. One row per failed job: a case that waits for a called one has a copy.
        List<String> ids = jdbc.sql("select i.ID_ from ACT_RU_INCIDENT i where i.INCIDENT_TYPE_ = 'failedJob' and i.CAUSE_INCIDENT_ID_ = i.ID_"
                        + (businessKey == null ? "" : " and exists (select 1 from ACT_RU_EXECUTION e where e.ID_ = i.PROC_INST_ID_ "
                                + "and e.BUSINESS_KEY_ = :key)")
                        + " order by i.INCIDENT_TIMESTAMP_ desc, i.ID_ limit :limit offset :offset")
                .param("key", businessKey).param("limit", size + 1).param("offset", (long) page * size).query(String.class).list();
        return anybody(() -> Page.of(ids.stream().map(this::one).toList(), page, size));
    }

    @Override
    public FailedStep retry(String id) {
        return anybody(() -> {
            IncidentQuery query = runtimeService.createIncidentQuery().incidentId(id).incidentType(Incident.FAILED_JOB_HANDLER_TYPE);
            Incident incident = query.singleResult();
            Job job = incident == null || incident.getConfiguration() == null ? null
                    : managementService.createJobQuery().jobId(incident.getConfiguration()).singleResult();
            if (job == null) {
                throw Refusal.unknown("platform.noFailedStep", "没有这个失败的步骤：它可能已经重试成功，请刷新。");
            }
            FailedStep step = one(id);
            managementService.setJobRetries(job.getId(), 1);
            return step;
        });
    }

    private FailedStep one(String id) {
        Incident incident = runtimeService.createIncidentQuery().incidentId(id).singleResult();
        if (incident == null) {
            return new FailedStep(id, null, null, null, null, null, "刚刚已经处理", null);
        }
        ProcessInstance instance = runtimeService.createProcessInstanceQuery().processInstanceId(incident.getProcessInstanceId()).singleResult();
        ProcessDefinition definition = repositoryService.getProcessDefinition(incident.getProcessDefinitionId());
        String element = incident.getFailedActivityId() == null ? incident.getActivityId() : incident.getFailedActivityId();
        String name = element != null && repositoryService.getBpmnModelInstance(definition.getId()).getModelElementById(element)
                instanceof FlowElement drawn ? drawn.getName() : null;
        return new FailedStep(id, instance == null ? null : instance.getBusinessKey(), incident.getProcessInstanceId(),
                definition.getName() == null ? definition.getKey() : definition.getName(), name == null ? element : name,
                incident.getIncidentTimestamp().toInstant(), words(incident.getIncidentMessage()), incident.getIncidentMessage());
    }

    private static String words(String message) {
        return message != null && CHINESE.matcher(message).find() ? message
                : "系统自动执行时出错，多次重试仍未成功；请先重试，仍不成功请联系系统管理员。";
    }

    private <T> T anybody(Callable<T> work) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(work));
    }
}
