package org.hotline12345.platform.security;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.hotline12345.common.BroughtModels;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Closes the engine's open ends. Set here rather than in the settings file, because none of it is a choice of the
 * person who installs the product.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class EngineHardening extends AbstractCamundaConfiguration {

    private static final String ID_PATTERN = "[a-zA-Z0-9-]+";

    private final ApplicationContext context;

    EngineHardening(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        AllowedBeans beans = new AllowedBeans(context);
        engine.setAuthorizationEnabled(true);
        // Candidates may claim and complete, not edit or hand to others.
        engine.setDefaultUserPermissionNameForTask(TaskPermissions.TASK_WORK.getName());
        engine.setExpressionManager(new AllowedExpressions(context, beans));
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(true);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setQueryMaxResultsLimit(BoundedResults.MOST_RESULTS);
        engine.setCmmnEnabled(false);
        engine.setStandaloneTasksEnabled(false);
        engine.setGeneralResourceWhitelistPattern(ID_PATTERN);
        engine.setUserResourceWhitelistPattern(ID_PATTERN);
        engine.setGroupResourceWhitelistPattern(ID_PATTERN);
        engine.setEnablePasswordPolicy(true);
        engine.setPasswordPolicy(new PasswordRules());
        // The engine's own lock lets anybody lock anybody out; LoginThrottle stands in front instead.
        engine.setLoginMaxAttempts(Integer.MAX_VALUE);
        engine.setLoginDelayBase(0);
        engine.setLoginDelayMaxTime(0);
        // A refused step is no error of the system; what is one is logged where it is answered.
        engine.setEnableCmdExceptionLogging(false);
        NoScripts noScripts = new NoScripts();
        engine.setScriptEngineResolver(noScripts);
        engine.setCustomPreBPMNParseListeners(with(noScripts, engine.getCustomPreBPMNParseListeners()));
        engine.setCustomPreCommandInterceptorsTxRequired(with(guard(engine, beans),
                with(manualActs(engine), engine.getCustomPreCommandInterceptorsTxRequired())));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(with(guard(engine, beans),
                with(manualActs(engine), engine.getCustomPreCommandInterceptorsTxRequiresNew())));
    }

    private CommandInterceptor guard(ProcessEngineConfigurationImpl engine, AllowedBeans beans) {
        return new CommandGuard(() -> whoActs(engine), new ModelPublication(() -> context.getBean(BroughtModels.class), beans::names));
    }

    private CommandInterceptor manualActs(ProcessEngineConfigurationImpl engine) {
        return new ManualActGuard(() -> whoActs(engine), context);
    }

    private static Authentication whoActs(ProcessEngineConfigurationImpl engine) {
        return engine.getIdentityService().getCurrentAuthentication();
    }

    private static <T> List<T> with(T first, List<? extends T> others) {
        List<T> all = new ArrayList<>();
        all.add(first);
        if (others != null) {
            all.addAll(others);
        }
        return all;
    }
}
