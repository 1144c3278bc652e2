package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What expressions in models may and may not touch. */
class AllowedExpressionsTest extends DoorsTest {

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @ParameterizedTest
    @ValueSource(strings = {
            "${text.length() > 2}", "${text == 'abc'}", "${number + 1 == 8}", "${flag}", "${!flag}", "${list.size() == 2}",
            "${list[0] == 'a'}", "${list.contains('b')}", "${map.key == 'value'}", "${map['key'] == 'value'}",
            "${date.time > 0}", "${execution.processBusinessKey == 'key-1'}", "${execution.getVariable('text') == 'abc'}",
            "${execution.hasVariable('text')}", "${empty nothing}", "${now().time > 0}",
            "${dateTime().plusDays(1).toDate().time > 0}"})
    void valuesAndTheirPlainMethodsAreOpen(String expression) {
        assertThat(evaluate(expression)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "${''.getClass()}", "${''.class}", "${''['class']}", "${text.getClass().forName('java.lang.Runtime')}",
            "${list.getClass()}", "${map.getClass()}", "${number.class}", "${date.class.classLoader}", "${flag['class']}",
            "${execution.class}", "${execution.processEngineServices}", "${execution.processEngine}",
            "${execution.getProcessEngineServices().getRuntimeService()}", "${execution.setVariable('text', 'x')}",
            "${execution.engineServices}", "${execution.removeVariables()}", "${execution.bpmnModelInstance}",
            "${text.repeat(2000000000)}", "${text.matches('(a+)+$')}", "${probeListener.class}",
            "${probeListener.getClass().getClassLoader()}", "${list.add('x')}", "${map.put('a', 'b')}",
            "${list.stream()}", "${environment.getProperty('x')}", "${dataSource.connection}",
            "${identityService.newUser('x')}", "${runtimeService}", "${springSecurityFilterChain}", "${people}",
            "${now().toInstant()}", "${dateTime().getZone()}"})
    void everythingElseIsClosed(String expression) {
        assertThatThrownBy(() -> evaluate(expression)).isNotNull();
    }

    @Test
    void modelsReachDelegatesAndListenersOnly() {
        AllowedBeans beans = new AllowedBeans(context);
        assertThat(beans.names()).contains("probeListener")
                .doesNotContain("dataSource", "identityService", "accounts", "engineLogin", "jdbcClient", "environment");
        for (String name : beans.names()) {
            assertThat(context.getType(name).getPackageName()).as(name).startsWith("org.hotline12345.").contains(".process");
        }
    }

    @Autowired
    org.springframework.context.ApplicationContext context;

    private Object evaluate(String expression) {
        ProcessInstance instance = runtimeService.startProcessInstanceByKey("probe", "key-1", Map.of(
                "text", "abc", "number", 7, "flag", true, "date", new Date()));
        return engine.getCommandExecutorTxRequired().execute(command -> {
            ExecutionEntity execution = command.getExecutionManager().findExecutionById(instance.getId());
            execution.setVariableLocal("list", transientOf(List.of("a", "b")));
            execution.setVariableLocal("map", transientOf(Map.of("key", "value")));
            ExpressionManager expressions = engine.getExpressionManager();
            return expressions.createExpression(expression).getValue(execution);
        });
    }

    private static Object transientOf(Object value) {
        return org.camunda.bpm.engine.variable.Variables.objectValue(value, true)
                .serializationDataFormat("application/json").create();
    }
}
