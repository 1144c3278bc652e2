package org.hotline12345.platform;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.hotline12345.common.Sight;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the embedded engine is set up where its defaults do not fit a hotline. */
@Configuration(proxyBeanMethods = false)
class EngineSetup {

    @Bean
    static MovableClock clock() {
        return new MovableClock();
    }

    /** Ids that grow with time keep the engine's indexes compact. */
    @Bean
    static IdGenerator idGenerator() {
        TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();
        return () -> generator.generate().toString();
    }

    @Bean
    static AbstractCamundaConfiguration hotlineEngine(MatchedRules matchedRules, ReadTimeValues readTimeValues,
            ObjectProvider<Sight> sight, BackgroundJobs backgroundJobs) {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                OvertakenSteps overtakenSteps = new OvertakenSteps(sight);
                engine.setFormService(new StepFormService(readTimeValues, overtakenSteps));
                engine.setTaskService(new StepTaskService(overtakenSteps));
                engine.setDmnEngineConfiguration(new IndexedDmnEngineConfiguration(matchedRules));
                engine.setCustomSessionFactories(List.of(new OwnTasks.Factory()));
                engine.setCustomJobHandlers(List.of(backgroundJobs));
                // A business error that no diagram catches must fail the step, not end the path in silence.
                engine.setEnableExceptionsAfterUnhandledBpmnError(true);
            }
        };
    }
}
