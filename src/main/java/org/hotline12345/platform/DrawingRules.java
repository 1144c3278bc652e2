package org.hotline12345.platform;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.hotline12345.common.Finding;

/** Rules for the eye: nothing drawn hides something else, so that every path of a diagram can be followed. */
final class DrawingRules {

    /** Lines may touch a shape's border and run side by side this near without hiding each other. */
    private static final double TOUCH = 3;
    private static final double HIDDEN_LENGTH = 12;

    private final String resource;
    private final BpmnModelInstance model;
    private final List<Finding> findings;
    private final Map<FlowNode, Rectangle2D> nodes = new LinkedHashMap<>();
    private final Map<SequenceFlow, List<Line2D>> flows = new LinkedHashMap<>();
    private final Map<BaseElement, Rectangle2D> labels = new LinkedHashMap<>();

    DrawingRules(String resource, BpmnModelInstance model, List<Finding> findings) {
        this.resource = resource;
        this.model = model;
        this.findings = findings;
    }

    void check() {
        read();
        nodesApart();
        flows.forEach((flow, lines) -> lines.forEach(line -> aroundNodes(flow, line)));
        flowsApart();
        labelsReadable();
    }

    private void read() {
        for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
            if (shape.getBpmnElement() instanceof FlowNode node && shape.getBounds() != null) {
                nodes.put(node, rectangle(shape.getBounds()));
                label(node, shape.getBpmnLabel());
            }
        }
        for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
            if (edge.getBpmnElement() instanceof SequenceFlow flow) {
                List<Waypoint> points = new ArrayList<>(edge.getWaypoints());
                List<Line2D> lines = new ArrayList<>();
                for (int i = 1; i < points.size(); i++) {
                    lines.add(new Line2D.Double(points.get(i - 1).getX(), points.get(i - 1).getY(), points.get(i).getX(),
                            points.get(i).getY()));
                }
                flows.put(flow, lines);
                label(flow, edge.getBpmnLabel());
            }
        }
    }

    private void label(BaseElement element, BpmnLabel label) {
        if (label != null && label.getBounds() != null) {
            labels.put(element, rectangle(label.getBounds()));
        }
    }

    private static Rectangle2D rectangle(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }

    private static Rectangle2D shrunk(Rectangle2D area) {
        return new Rectangle2D.Double(area.getX() + TOUCH, area.getY() + TOUCH, area.getWidth() - 2 * TOUCH,
                area.getHeight() - 2 * TOUCH);
    }

    private void nodesApart() {
        List<FlowNode> all = new ArrayList<>(nodes.keySet());
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                FlowNode one = all.get(i);
                FlowNode other = all.get(j);
                if (shrunk(nodes.get(one)).intersects(shrunk(nodes.get(other))) && !holds(one, other) && !holds(other, one)) {
                    add(other, "on-top", "与“" + one.getName() + "”画在一起，请分开。");
                }
            }
        }
    }

    /** A sub-process holds what stands in it, an activity the events on its border. */
    private static boolean holds(FlowNode outer, FlowNode inner) {
        if (inner instanceof BoundaryEvent event && (event.getAttachedTo().equals(outer) || holds(outer, event.getAttachedTo()))) {
            return true;
        }
        for (Object parent = inner.getParentElement(); parent instanceof FlowNode node; parent = node.getParentElement()) {
            if (node.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    private void aroundNodes(SequenceFlow flow, Line2D line) {
        nodes.forEach((node, area) -> {
            if (!node.equals(flow.getSource()) && !node.equals(flow.getTarget()) && !holds(node, flow.getSource())
                    && !holds(node, flow.getTarget()) && line.intersects(shrunk(area))) {
                add(flow, "through-node", "连线穿过“" + node.getName() + "”，请绕开。");
            }
        });
    }

    private void flowsApart() {
        List<SequenceFlow> all = new ArrayList<>(flows.keySet());
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                SequenceFlow one = all.get(i);
                SequenceFlow other = all.get(j);
                boolean joined = one.getSource().equals(other.getSource()) || one.getTarget().equals(other.getTarget());
                if (!joined && flows.get(one).stream().anyMatch(a -> flows.get(other).stream().anyMatch(b -> hides(a, b)))) {
                    add(other, "hidden-path", "与连线" + one.getId() + "重叠，看不出各自走向，请错开。");
                }
            }
        }
    }

    /** Parallel to an axis, on the same line, and together for a while. */
    private static boolean hides(Line2D a, Line2D b) {
        boolean level = Math.abs(a.getY1() - a.getY2()) < TOUCH && Math.abs(b.getY1() - b.getY2()) < TOUCH
                && Math.abs(a.getY1() - b.getY1()) < TOUCH;
        boolean upright = Math.abs(a.getX1() - a.getX2()) < TOUCH && Math.abs(b.getX1() - b.getX2()) < TOUCH
                && Math.abs(a.getX1() - b.getX1()) < TOUCH;
        return level && together(a.getX1(), a.getX2(), b.getX1(), b.getX2()) > HIDDEN_LENGTH
                || upright && together(a.getY1(), a.getY2(), b.getY1(), b.getY2()) > HIDDEN_LENGTH;
    }

    private static double together(double a1, double a2, double b1, double b2) {
        return Math.min(Math.max(a1, a2), Math.max(b1, b2)) - Math.max(Math.min(a1, a2), Math.min(b1, b2));
    }

    private void labelsReadable() {
        List<BaseElement> named = new ArrayList<>(labels.keySet());
        for (int i = 0; i < named.size(); i++) {
            Rectangle2D text = shrunk(labels.get(named.get(i)));
            for (Map.Entry<FlowNode, Rectangle2D> node : nodes.entrySet()) {
                // A sub-process is a frame: texts stand in it.
                if (!(node.getKey() instanceof SubProcess) && !node.getKey().equals(named.get(i))
                        && text.intersects(shrunk(node.getValue()))) {
                    add(named.get(i), "label-covered", "文字被“" + node.getKey().getName() + "”遮住，请移开。");
                }
            }
            for (int j = i + 1; j < named.size(); j++) {
                if (text.intersects(shrunk(labels.get(named.get(j))))) {
                    add(named.get(i), "label-covered", "文字与" + named.get(j).getId() + "的文字重叠，请移开。");
                }
            }
        }
    }

    private void add(BaseElement element, String code, String message) {
        findings.add(Finding.advice(resource, element.getId(), code, message));
    }
}
