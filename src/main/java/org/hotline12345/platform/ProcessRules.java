package org.hotline12345.platform;

import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.hotline12345.common.Finding;
import org.hotline12345.platform.ModelRules.ModelSet;

/** Rules of one process file: names, references, and that every step is recorded. */
final class ProcessRules {

    static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    static final Pattern TIME_TO_LIVE = Pattern.compile("P[1-9][0-9]*D");
    private static final Pattern ELEMENT_ID = Pattern.compile("[A-Z][A-Za-z]*_[A-Za-z0-9_]+");
    private static final Pattern CLOCK = Pattern.compile("\\$\\{clocks\\..+}");

    private final String resource;
    private final BpmnModelInstance model;
    private final ModelSet set;
    private final List<Finding> findings;

    ProcessRules(String resource, BpmnModelInstance model, ModelSet set, List<Finding> findings) {
        this.resource = resource;
        this.model = model;
        this.set = set;
        this.findings = findings;
    }

    static void read(String resource, byte[] content, ModelSet set, List<Finding> findings) {
        List<ModelMarkup.Piece> markup = ModelMarkup.read(resource, content, findings);
        if (markup == null) {
            return;
        }
        // Before the parser: what it cannot read is still told by its element.
        set.markups.put(resource, markup);
        try {
            BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
            set.processes.put(resource, model);
            for (Process process : model.getModelElementsByType(Process.class)) {
                set.claim("process ", String.valueOf(process.getId()), set.processIds, resource, findings);
            }
        } catch (RuntimeException e) {
            findings.add(Finding.error(resource, null, "unreadable", "文件不是有效的BPMN模型，请在Camunda Modeler中检查后重新保存。"));
        }
    }

    void check() {
        Collection<Process> processes = model.getModelElementsByType(Process.class);
        if (processes.size() != 1) {
            add(null, "one-process", "一个文件只放一个流程。");
        }
        processes.forEach(this::process);
        model.getModelElementsByType(FlowNode.class).forEach(this::elementId);
        model.getModelElementsByType(UserTask.class).forEach(this::userTask);
        model.getModelElementsByType(BusinessRuleTask.class).forEach(this::businessRuleTask);
        model.getModelElementsByType(CallActivity.class).forEach(this::callActivity);
        model.getModelElementsByType(TimerEventDefinition.class).forEach(this::timer);
        model.getModelElementsByType(ExclusiveGateway.class).forEach(this::gateway);
        for (ServiceTask task : model.getModelElementsByType(ServiceTask.class)) {
            implementation(task, task.getCamundaDelegateExpression());
        }
        for (SendTask task : model.getModelElementsByType(SendTask.class)) {
            implementation(task, task.getCamundaDelegateExpression());
        }
        for (MessageEventDefinition message : model.getModelElementsByType(MessageEventDefinition.class)) {
            if (message.getParentElement() instanceof ThrowEvent event) {
                implementation(event, message.getCamundaDelegateExpression());
            }
        }
    }

    private void process(Process process) {
        if (!KEBAB.matcher(String.valueOf(process.getId())).matches()) {
            add(process, "process-id", "流程标识用小写英文加连字符，例如 ticket-lifecycle。");
        }
        if (!ModelRules.baseName(resource).equals(process.getId())) {
            add(process, "file-name", "文件名应与流程标识相同：" + process.getId() + ".bpmn。");
        }
        if (!process.isExecutable()) {
            add(process, "executable", "流程未设为“可执行”。");
        }
        if (!ModelRules.isChinese(process.getName())) {
            add(process, "process-name", "流程没有中文名称。");
        }
        String timeToLive = process.getCamundaHistoryTimeToLiveString();
        if (timeToLive == null || !TIME_TO_LIVE.matcher(timeToLive).matches()) {
            add(process, "history-time-to-live", "流程没有历史保留期，例如 P180D。");
        }
        if (process.getCamundaVersionTag() == null || process.getCamundaVersionTag().isBlank()) {
            add(process, "version-tag", "流程没有版本标签，例如 1.0.0。");
        }
    }

    private void elementId(FlowNode node) {
        if (!ELEMENT_ID.matcher(String.valueOf(node.getId())).matches()) {
            add(node, "element-id", "元素标识应形如 Task_HandleTicket。");
        }
    }

    private void userTask(UserTask task) {
        if (!ModelRules.isChinese(task.getName())) {
            add(task, "task-name", "用户任务没有中文名称。");
        }
        if (task.getCamundaCandidateGroups() == null || task.getCamundaCandidateGroups().isBlank()) {
            add(task, "candidate-group", "用户任务没有候选组，谁也看不到它。");
        }
        if (!set.formIds.contains(task.getCamundaFormRef())) {
            add(task, "form-ref", "没有名为 " + task.getCamundaFormRef() + " 的表单。");
        } else if (!"deployment".equals(task.getCamundaFormRefBinding())) {
            add(task, "binding", "表单引用的绑定应为 deployment。");
        }
        boolean recorded = extensions(task, CamundaTaskListener.class).stream()
                .anyMatch(l -> "complete".equals(l.getCamundaEvent()) && l.getCamundaDelegateExpression() != null);
        if (!recorded) {
            add(task, "task-not-recorded", "任务没有 complete 事件的监听，提交的内容不会记入工单；请按元素模板的说明添加。");
        }
        for (CamundaTaskListener listener : extensions(task, CamundaTaskListener.class)) {
            if (listener.getCamundaDelegateExpression() == null) {
                add(task, "implementation", "任务监听只能用委托表达式。");
            }
        }
    }

    private void businessRuleTask(BusinessRuleTask task) {
        if (!set.decisionIds.contains(task.getCamundaDecisionRef())) {
            add(task, "decision-ref", "没有名为 " + task.getCamundaDecisionRef() + " 的决策。");
        } else if (!"deployment".equals(task.getCamundaDecisionRefBinding())) {
            add(task, "binding", "决策引用的绑定应为 deployment。");
        }
        boolean facts = extensions(task, CamundaExecutionListener.class).stream()
                .anyMatch(l -> "start".equals(l.getCamundaEvent())
                        && "${ticketFactsListener}".equals(l.getCamundaDelegateExpression()));
        if (!facts) {
            add(task, "facts-missing", "决策任务没有工单要素；请套用元素模板“提供工单要素”。");
        }
    }

    private void callActivity(CallActivity call) {
        if (!set.processIds.contains(call.getCalledElement())) {
            add(call, "called-process", "没有名为 " + call.getCalledElement() + " 的流程。");
        } else if (!"deployment".equals(call.getCamundaCalledElementBinding())) {
            add(call, "binding", "调用流程的绑定应为 deployment。");
        }
        if (extensions(call, CamundaIn.class).stream().noneMatch(in -> in.getCamundaBusinessKey() != null)) {
            add(call, "business-key", "调用活动没有传递业务主键，被调流程不知道是哪件工单。");
        }
    }

    private void timer(TimerEventDefinition timer) {
        if (!(timer.getParentElement() instanceof BaseElement event)) {
            add(null, "timer", "任务监听不用定时器；请画成定时边界事件，读图的人才看得见。");
            return;
        }
        String date = timer.getTimeDate() == null ? null : timer.getTimeDate().getTextContent().strip();
        if (date == null || !CLOCK.matcher(date).matches()) {
            add(event, "timer", "定时器用“日期”加时钟表达式，例如 ${clocks.returnUntil(execution)}；天数写在决策表 deadline-limits 中。");
            return;
        }
        for (CamundaProperty property : extensionProperties(event)) {
            if ("clock".equals(property.getCamundaName()) && !date.equals(property.getCamundaValue())) {
                add(event, "timer", "定时器的日期与模板所选的时钟不同，应为 " + property.getCamundaValue());
            }
        }
    }

    private void gateway(ExclusiveGateway gateway) {
        if (gateway.getOutgoing().size() < 2) {
            return;
        }
        for (SequenceFlow flow : gateway.getOutgoing()) {
            if (flow.getConditionExpression() == null && !flow.equals(gateway.getDefault())) {
                add(flow, "condition-missing", "网关的出口要么有条件，要么是默认出口。");
            }
        }
    }

    private void implementation(BaseElement element, String delegateExpression) {
        if (delegateExpression == null) {
            add(element, "implementation-missing", "任务没有委托表达式；请套用元素模板。");
        }
    }

    private <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> Collection<T> extensions(
            BaseElement element, Class<T> type) {
        if (element.getExtensionElements() == null) {
            return List.of();
        }
        return element.getExtensionElements().getChildElementsByType(type);
    }

    private Collection<CamundaProperty> extensionProperties(BaseElement element) {
        return extensions(element, org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties.class).stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .toList();
    }

    private void add(BaseElement element, String code, String message) {
        findings.add(Finding.error(resource, element == null ? null : element.getId(), code, message));
    }
}
