package org.hotline12345.platform;

import camundajar.impl.scala.collection.immutable.Map;
import camundajar.impl.scala.util.Either;
import camundajar.impl.scala.util.Right;
import java.util.Collections;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ContextVariableWrapper;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.VariableProvider;
import org.camunda.feel.context.VariableProvider.CompositeVariableProvider;
import org.camunda.feel.context.VariableProvider.StaticVariableProvider;
import org.camunda.feel.syntaxtree.ParsedExpression;

/**
 * The engine's FEEL with a cache of parsed cells: as shipped every cell is parsed again at every evaluation, which makes
 * a table of a thousand rows take a tenth of a second. Cells come from deployed tables only, so the cache is bounded by them.
 */
class CachedFeelEngine extends ScalaFeelEngine {

    private final ConcurrentHashMap<String, ParsedExpression> unaryTests = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, ParsedExpression> expressions = new ConcurrentHashMap<>();

    CachedFeelEngine() {
        super(Collections.emptyList());
    }

    @Override
    public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
        ParsedExpression parsed = expressions.computeIfAbsent(expression,
                text -> valueOf(feelEngine.parseExpression(text), text));
        return valueOf(feelEngine.eval(parsed, context(new ContextVariableWrapper(variables))), expression);
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String cell, String input, VariableContext variables) {
        ParsedExpression parsed = unaryTests.computeIfAbsent(cell,
                text -> valueOf(feelEngine.parseUnaryTests(text), text));
        VariableProvider provider = new CompositeVariableProvider(toScalaList(
                new StaticVariableProvider(new Map.Map1<>(INPUT_VARIABLE_NAME, input)),
                new ContextVariableWrapper(variables)));
        Object matches = valueOf(feelEngine.eval(parsed, context(provider)), cell);
        return Boolean.TRUE.equals(matches);
    }

    private static CustomContext context(VariableProvider provider) {
        return new CustomContext() {
            @Override
            public VariableProvider variableProvider() {
                return provider;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> T valueOf(Either<?, ?> result, String expression) {
        if (result instanceof Right<?, ?> right) {
            return (T) right.value();
        }
        throw new FeelException("FEEL cannot evaluate: " + expression);
    }
}
