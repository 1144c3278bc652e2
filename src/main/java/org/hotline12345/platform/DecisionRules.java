package org.hotline12345.platform;

import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.hotline12345.common.Finding;
import org.hotline12345.platform.ModelRules.ModelSet;

/** Rules of one decision file. */
final class DecisionRules {

    private DecisionRules() {}

    static void read(String resource, byte[] content, ModelSet set, List<Finding> findings) {
        List<ModelMarkup.Piece> markup = ModelMarkup.read(resource, content, findings);
        if (markup == null) {
            return;
        }
        // Before the parser: what it cannot read is still told by its element.
        set.markups.put(resource, markup);
        try {
            DmnModelInstance model = Dmn.readModelFromStream(new ByteArrayInputStream(content));
            set.decisions.put(resource, model);
            for (Decision decision : model.getModelElementsByType(Decision.class)) {
                set.claim("decision ", String.valueOf(decision.getId()), set.decisionIds, resource, findings);
            }
        } catch (RuntimeException e) {
            findings.add(Finding.error(resource, null, "unreadable", "文件不是有效的DMN决策，请在Camunda Modeler中检查后重新保存。"));
        }
    }

    static void check(String resource, DmnModelInstance model, List<Finding> findings) {
        Collection<Decision> decisions = model.getModelElementsByType(Decision.class);
        String name = ModelRules.baseName(resource);
        if (decisions.stream().noneMatch(decision -> name.equals(decision.getId()))) {
            findings.add(Finding.error(resource, null, "file-name", "文件中没有与文件名同名的决策：" + name + "。"));
        }
        for (Decision decision : decisions) {
            if (!ProcessRules.KEBAB.matcher(String.valueOf(decision.getId())).matches()) {
                findings.add(Finding.error(
                        resource, decision.getId(), "decision-id", "决策标识用小写英文加连字符，例如 deadline-limits。"));
            }
            String timeToLive = decision.getCamundaHistoryTimeToLiveString();
            if (timeToLive == null || !ProcessRules.TIME_TO_LIVE.matcher(timeToLive).matches()) {
                findings.add(Finding.error(
                        resource, decision.getId(), "history-time-to-live", "决策没有历史保留期，例如 P180D。"));
            }
        }
    }
}
