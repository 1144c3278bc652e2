package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.el.ElProviderCompatible;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.impl.juel.jakarta.el.PropertyNotFoundException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What expressions in models may and may not touch. */
class AllowedExpressionsTest extends DoorsTest {

    @Autowired
    ProcessEngineConfigurationImpl engine;
    @Autowired
    ApplicationContext context;

    @ParameterizedTest
    @ValueSource(strings = {
            "${text.length() > 2}", "${text == 'abc'}", "${number + 1 == 8}", "${flag}", "${flag and not empty text}", "${list.size() == 2}",
            "${list[0] == 'a'}", "${list.contains('b')}", "${map.key == 'value'}", "${map['key'] == 'value'}",
            "${date.time > 0}", "${execution.processBusinessKey == 'key-1'}", "${execution.getVariable('text') == 'abc'}",
            "${execution.hasVariable('text')}", "${empty nothing}", "${now().time > 0}",
            "${dateTime().plusDays(1).toDate().time > 0}"})
    void valuesAndTheirPlainMethodsAreOpen(String expression) {
        assertThat(evaluate(expression)).isIn(true, 1L);
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
        assertThatThrownBy(() -> evaluate(expression)).satisfiesAnyOf(
                refused -> assertThat(refused).hasRootCauseInstanceOf(ExpressionRefused.class),
                refused -> assertThat(refused).isInstanceOf(ExpressionRefused.class),
                refused -> assertThat(refused).isInstanceOf(PropertyNotFoundException.class));
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

    private Object evaluate(String expression) {
        ProcessInstance instance = runtimeService.startProcessInstanceByKey("probe", "key-1", Map.of("text", "abc"));
        return engine.getCommandExecutorTxRequired().execute(command -> {
            VariableContext values = Variables.createVariables().putValue("text", "abc").putValue("number", 7)
                    .putValue("flag", true).putValue("date", new Date()).putValue("list", new ArrayList<>(List.of("a", "b")))
                    .putValue("map", new HashMap<>(Map.of("key", "value"))).putValue("nothing", null)
                    .putValue("execution", command.getExecutionManager().findExecutionById(instance.getId()))
                    .asVariableContext();
            return ((ElProviderCompatible) engine.getExpressionManager()).toElProvider()
                    .createExpression(expression).getValue(values);
        });
    }
}
