package org.hotline12345.platform.security;

import java.beans.FeatureDescriptor;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.aop.support.AopUtils;

/**
 * Decides what an expression may look at: values, decision results, a few getters of the execution and the task, and
 * the product's own beans. Everything else, above all classes and reflection, is refused, whoever wrote the expression
 * and through whichever door it came. Stands first in the resolver chain and resolves nothing itself.
 */
class AllowedTargets extends ELResolver {

    private static final Set<String> OF_STRING = Set.of("length", "isEmpty", "empty", "isBlank", "blank", "contains",
            "startsWith", "endsWith", "equals", "equalsIgnoreCase", "indexOf", "substring", "trim", "strip",
            "toLowerCase", "toUpperCase", "compareTo", "toString");
    private static final Set<String> OF_NUMBER = Set.of("intValue", "longValue", "doubleValue", "compareTo", "equals",
            "toString");
    private static final Set<String> OF_BOOLEAN = Set.of("booleanValue", "equals", "toString");
    private static final Set<String> OF_DATE = Set.of("time", "getTime", "before", "after", "compareTo", "equals",
            "toString");
    private static final Set<String> OF_JODA_DATE = Set.of("plusSeconds", "plusMinutes", "plusHours", "plusDays",
            "plusWeeks", "plusMonths", "plusYears", "minusSeconds", "minusMinutes", "minusHours", "minusDays",
            "minusWeeks", "minusMonths", "minusYears", "withTimeAtStartOfDay", "toDate", "getMillis", "millis");
    private static final Set<String> OF_COLLECTION = Set.of("size", "isEmpty", "empty", "contains", "get", "indexOf");
    private static final Set<String> OF_MAP = Set.of("size", "isEmpty", "empty", "get", "containsKey");
    private static final Set<String> OF_DECISION = Set.of("singleResult", "getSingleResult", "firstResult",
            "getFirstResult", "resultList", "getResultList", "singleEntry", "getSingleEntry", "collectEntries", "size",
            "isEmpty", "empty", "get");
    private static final Set<String> OF_DECISION_ROW = Set.of("get", "containsKey", "size", "isEmpty", "getEntry",
            "firstEntry", "getFirstEntry", "singleEntry", "getSingleEntry", "entryMap", "getEntryMap");
    private static final Set<String> OF_EXECUTION = Set.of("id", "getId", "processInstanceId", "getProcessInstanceId",
            "processDefinitionId", "getProcessDefinitionId", "processBusinessKey", "getProcessBusinessKey",
            "businessKey", "getBusinessKey", "activityInstanceId", "getActivityInstanceId", "currentActivityId",
            "getCurrentActivityId", "currentActivityName", "getCurrentActivityName", "eventName", "getEventName",
            "getVariable", "getVariableLocal", "hasVariable", "hasVariableLocal");
    private static final Set<String> OF_TASK = Set.of("id", "getId", "name", "getName", "assignee", "getAssignee",
            "owner", "getOwner", "priority", "getPriority", "createTime", "getCreateTime", "dueDate", "getDueDate",
            "followUpDate", "getFollowUpDate", "eventName", "getEventName", "taskDefinitionKey",
            "getTaskDefinitionKey", "processInstanceId", "getProcessInstanceId", "executionId", "getExecutionId",
            "processDefinitionId", "getProcessDefinitionId", "getVariable", "getVariableLocal", "hasVariable",
            "hasVariableLocal");
    /** What every object inherits and nobody needs in a model. */
    private static final Set<String> OF_NOBODY = Set.of("class", "getClass", "wait", "notify", "notifyAll", "clone",
            "finalize", "hashCode");

    private static final String JODA_DATE = "org.joda.time.DateTime";
    private static final String OUR_CODE = "org.hotline12345.";

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        check(base, property);
        return null;
    }

    @Override
    public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
        if (base != null && !(method instanceof String)) {
            throw new ExpressionRefused(String.valueOf(method));
        }
        check(base, method);
        return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        if (base != null) {
            throw new ExpressionRefused(describe(base, property));
        }
    }

    private static void check(Object base, Object member) {
        if (base != null && !allows(base, member)) {
            throw new ExpressionRefused(describe(base, member));
        }
    }

    private static boolean allows(Object base, Object member) {
        String name = String.valueOf(member);
        if (OF_NOBODY.contains(name)) {
            return false;
        }
        // Decision results are lists and maps too: they come first.
        if (base instanceof DmnDecisionResult || base instanceof DmnDecisionTableResult) {
            return member instanceof Number || OF_DECISION.contains(name);
        }
        if (base instanceof DmnDecisionResultEntries row) {
            return OF_DECISION_ROW.contains(name) || row.containsKey(name);
        }
        if (base instanceof DmnDecisionRuleResult row) {
            return OF_DECISION_ROW.contains(name) || row.containsKey(name);
        }
        if (base instanceof String) {
            return OF_STRING.contains(name);
        }
        if (base instanceof Number) {
            return OF_NUMBER.contains(name);
        }
        if (base instanceof Boolean) {
            return OF_BOOLEAN.contains(name);
        }
        if (base instanceof Date) {
            return OF_DATE.contains(name);
        }
        if (base instanceof Map<?, ?> map) {
            return OF_MAP.contains(name) || map.containsKey(member);
        }
        if (base instanceof Collection<?>) {
            return member instanceof Number || OF_COLLECTION.contains(name) || name.matches("\\d+");
        }
        if (base instanceof DelegateTask) {
            return OF_TASK.contains(name);
        }
        if (base instanceof DelegateExecution) {
            return OF_EXECUTION.contains(name);
        }
        if (base.getClass().getName().equals(JODA_DATE)) {
            return OF_JODA_DATE.contains(name);
        }
        // Only beans of the allow-list and what they return can get here.
        return AopUtils.getTargetClass(base).getName().startsWith(OUR_CODE);
    }

    private static String describe(Object base, Object member) {
        return base.getClass().getSimpleName() + "." + member;
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        return null;
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return null;
    }
}
