package org.hotline12345.support;

import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Puts nodes and flows into a diagram as a designer would, without a modeler. */
public final class DrawnByHand {

    private DrawnByHand() {
    }

    public static <E extends FlowNode> E add(ModelElementInstance scope, Class<E> type, String id) {
        E element = scope.getModelInstance().newInstance(type);
        element.setAttributeValue("id", id, true);
        scope.addChildElement(element);
        return element;
    }

    public static void connect(ModelElementInstance scope, String id, FlowNode from, FlowNode to, String condition) {
        SequenceFlow flow = scope.getModelInstance().newInstance(SequenceFlow.class);
        flow.setAttributeValue("id", id, true);
        scope.addChildElement(flow);
        flow.setSource(from);
        from.getOutgoing().add(flow);
        flow.setTarget(to);
        to.getIncoming().add(flow);
        if (condition != null) {
            ConditionExpression expression = scope.getModelInstance().newInstance(ConditionExpression.class);
            expression.setTextContent(condition);
            flow.setConditionExpression(expression);
        }
    }
}
