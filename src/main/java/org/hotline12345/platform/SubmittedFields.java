package org.hotline12345.platform;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.hotline12345.common.Refusal;

/**
 * What a person submits with a task lives for the length of the step only: fields become transient variables, which
 * listeners read and hand to a facade. Nothing a citizen or clerk wrote reaches the engine's tables.
 */
final class SubmittedFields {

    /** Variables by which the models decide; nobody may set them by submitting a form. */
    private static final Set<String> RESERVED = Set.of("disposition", "routed", "reviewVerdict", "callbackResult", "unit",
            "unitOutcome", "noticeNeeded", "followUp", "followUpDone", "transferWaits", "transferAnswer", "answerGroup", "handlingAction",
            "givenBack", "childUnit", "timeRuling", "relatedOutcome", "rulingBy", "returnRuling", "callbackWay", "callbackAnswer",
            "actionVerdict", "actionSeq", "meetingRound", "dueOn",
            "reassignedTo", "raisedTo", "raisedGroup", "raisedUntil", "orderNo", "orderUntil", "orderVerdict", "ladderNo", "ladderStep", "ladderUntil", "checkNo",
            "secondCallback", "exclusionNo", "noticeYear", "importId", "noticeVerdict",
            "opinionId", "opinionOutcome", "qualityId", "qualityScore", "scoreUntil", "appealUntil", "promiseId", "promiseVerdict",
            "bulletinAction", "unitsAsked", "objectionsUntil", "objectionId", "figuresChanged", "bulletinReview", "bulletinSignature",
            "bulletinNumbered",
            "nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances", "loopCounter");

    private SubmittedFields() {
    }

    static Map<String, Object> transientOnly(Map<String, Object> submitted) {
        VariableMap fields = Variables.createVariables();
        if (submitted == null) {
            return fields;
        }
        VariableMap typed = Variables.fromMap(submitted);
        for (String name : submitted.keySet()) {
            if (RESERVED.contains(name)) {
                throw Refusal.invalid("common.unknownField", "字段「" + name + "」不能由表单提交。");
            }
            TypedValue value = typed.getValueTyped(name);
            fields.putValueTyped(name, Variables.untypedValue(value == null ? null : value.getValue(), true));
        }
        return fields;
    }
}
