package org.hotline12345.platform;

import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.hotline12345.common.Background;
import org.hotline12345.common.BackgroundWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Background work as jobs of the engine: one job per step, so that any node takes the next one. */
@Component
class BackgroundJobs implements Background, JobHandler<BackgroundJobs.Step> {

    private static final String TYPE = "hotline-background";

    private final ProcessEngineConfigurationImpl engine;
    private final ObjectProvider<BackgroundWork> works;

    BackgroundJobs(@Lazy ProcessEngineConfigurationImpl engine, ObjectProvider<BackgroundWork> works) {
        this.engine = engine;
        this.works = works;
    }

    /** Which work, and on what. */
    record Step(String work, String key) implements JobHandlerConfiguration {
        @Override
        public String toCanonicalString() {
            return work + ':' + key;
        }
    }

    @Override
    public void start(String work, String key) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            send(context, new Step(work, key));
            return null;
        });
    }

    @Override
    public <T> T apart(Supplier<T> step) {
        return engine.getCommandExecutorTxRequiresNew().execute(context -> context.runWithoutAuthorization(step::get));
    }

    @Override
    public String getType() {
        return TYPE;
    }

    @Override
    public Step newConfiguration(String canonical) {
        int end = canonical.indexOf(':');
        return new Step(canonical.substring(0, end), canonical.substring(end + 1));
    }

    @Override
    public void execute(Step step, ExecutionEntity execution, CommandContext context, String tenantId) {
        BackgroundWork work = works.stream().filter(known -> known.name().equals(step.work)).findFirst()
                .orElseThrow(() -> new IllegalStateException("this product knows no background work " + step.work));
        if (work.step(step.key)) {
            send(context, step);
        }
    }

    @Override
    public void onDelete(Step step, JobEntity job) {
        // How far the work came is kept by the work itself.
    }

    private static void send(CommandContext context, Step step) {
        MessageEntity message = new MessageEntity();
        message.setJobHandlerType(TYPE);
        message.setJobHandlerConfiguration(step);
        context.getJobManager().send(message);
    }
}
