package org.hotline12345.platform;

import java.util.Collection;
import java.util.List;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.hotline12345.common.Finding;

/** Rules for the reader of a diagram: it fits a page, it asks questions and answers them, it names its sources. */
final class ReadingRules {

    private final String resource;
    private final BpmnModelInstance model;
    private final List<Finding> findings;

    ReadingRules(String resource, BpmnModelInstance model, List<Finding> findings) {
        this.resource = resource;
        this.model = model;
        this.findings = findings;
    }

    void check() {
        size();
        for (TimerEventDefinition timer : model.getModelElementsByType(TimerEventDefinition.class)) {
            if (timer.getParentElement() instanceof BaseElement event) {
                source(event, "定时器");
            }
        }
        for (BusinessRuleTask task : model.getModelElementsByType(BusinessRuleTask.class)) {
            source(task, "业务规则任务");
        }
        for (Gateway gateway : model.getModelElementsByType(Gateway.class)) {
            source(gateway, "网关");
        }
        for (ExclusiveGateway gateway : model.getModelElementsByType(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() > 1) {
                question(gateway);
                gateway.getOutgoing().forEach(this::answer);
            }
        }
        model.getModelElementsByType(EventBasedGateway.class).forEach(this::question);
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            if (!ModelRules.isChinese(node.getName())) {
                add(node, "name", "没有中文名称：任务写动词加对象，事件写结果。");
            }
        }
    }

    private void size() {
        Collection<FlowNode> nodes = model.getModelElementsByType(FlowNode.class);
        if (nodes.size() > ModelRules.MAX_FLOW_NODES) {
            add(null, "too-many-nodes",
                    "流程有" + nodes.size() + "个节点，超过" + ModelRules.MAX_FLOW_NODES + "个；请把一段移到被调流程中。");
        }
        Collection<BpmnShape> shapes = model.getModelElementsByType(BpmnShape.class);
        for (FlowNode node : nodes) {
            if (shapes.stream().noneMatch(shape -> node.equals(shape.getBpmnElement()))) {
                add(node, "not-drawn", "图上没有画出这个节点。");
            }
        }
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (Bounds bounds : model.getModelElementsByType(Bounds.class)) {
            left = Math.min(left, bounds.getX());
            top = Math.min(top, bounds.getY());
            right = Math.max(right, bounds.getX() + bounds.getWidth());
            bottom = Math.max(bottom, bounds.getY() + bounds.getHeight());
        }
        for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
            for (Waypoint point : edge.getWaypoints()) {
                left = Math.min(left, point.getX());
                top = Math.min(top, point.getY());
                right = Math.max(right, point.getX());
                bottom = Math.max(bottom, point.getY());
            }
        }
        if (right - left > ModelRules.PAGE_WIDTH || bottom - top > ModelRules.PAGE_HEIGHT) {
            add(null, "too-large", "图超出一张A3横页（" + ModelRules.PAGE_WIDTH + "×" + ModelRules.PAGE_HEIGHT + "像素）。");
        }
    }

    private void source(BaseElement element, String what) {
        boolean named = element.getDocumentations().stream().anyMatch(d -> ModelRules.isChinese(d.getTextContent()));
        if (!named) {
            add(element, "source", what + "没有说明；请在“文档”中写明依据（文件号或本地规定）。");
        }
    }

    private void question(Gateway gateway) {
        String name = gateway.getName();
        if (name == null || !name.strip().endsWith("？")) {
            add(gateway, "question", "网关应写成问句，以“？”结尾。");
        }
    }

    private void answer(SequenceFlow flow) {
        if (!ModelRules.isChinese(flow.getName())) {
            add(flow, "answer", "网关的出口没有写出答案。");
        }
    }

    private void add(BaseElement element, String code, String message) {
        findings.add(Finding.advice(resource, element == null ? null : element.getId(), code, message));
    }
}
