package org.hotline12345.platform;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.hotline12345.common.Finding;
import org.hotline12345.platform.analysis.DecisionAnalysis;

/**
 * The house rules for models, forms and decisions: what a designer publishes and what the build accepts are held against
 * the very same list.
 *
 * <p>{@link #check} finds what would not run, would not be recorded or would not be safe; {@link #advise} finds what a
 * reader of the diagram would miss (sources, questions, size). Both look at a whole set, because publishing one model
 * redeploys all of them.
 */
public final class ModelRules {

    /** Nodes that a reader still takes in on one page. */
    public static final int MAX_FLOW_NODES = 25;

    /** A3 landscape at 96 dots per inch, in pixels. */
    public static final int PAGE_WIDTH = 1587;

    /** A3 landscape at 96 dots per inch, in pixels. */
    public static final int PAGE_HEIGHT = 1123;

    private ModelRules() {}

    /**
     * Rules that must hold before a set may be deployed.
     *
     * @param resources the whole set: resource name to content; names end with .bpmn, .dmn or .form
     * @param knownBeans names of the beans a model may use: {@code ...Delegate}, {@code ...Listener} and the beans of
     *     expressions such as {@code clocks}
     * @return the findings, the worst first, then in order of resource name; a set without errors among them may be deployed
     */
    public static List<Finding> check(Map<String, byte[]> resources, Set<String> knownBeans) {
        return check(resources, knownBeans, null);
    }

    /**
     * The same, and which rows of decision tables are no longer valid.
     *
     * @param today the day to compare with; null when validity is not looked at
     */
    public static List<Finding> check(Map<String, byte[]> resources, Set<String> knownBeans, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        ModelSet set = ModelSet.read(resources, findings);
        set.markups.forEach((resource, markup) -> {
            if (resource.endsWith(".bpmn")) {
                ExpressionRules.check(resource, markup, knownBeans, findings);
            } else {
                ExpressionRules.checkDecision(resource, markup, findings);
            }
        });
        set.processes.forEach((resource, model) -> new ProcessRules(resource, model, set, findings).check());
        DecisionAnalysis analysis = analysis();
        set.decisions.forEach((resource, model) -> {
            DecisionRules.check(resource, model, findings);
            findings.addAll(analysis.check(resource, model, today));
        });
        findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::resource));
        return findings;
    }

    /**
     * Rules for the reader of the diagrams: sources, questions, answers, size, nothing hidden. The build insists on them, a designer's
     * upload only shows them.
     *
     * @param resources the whole set, as for {@link #check}
     */
    public static List<Finding> advise(Map<String, byte[]> resources) {
        List<Finding> findings = new ArrayList<>();
        ModelSet set = ModelSet.read(resources, new ArrayList<>());
        set.processes.forEach((resource, model) -> {
            new ReadingRules(resource, model, findings).check();
            new DrawingRules(resource, model, findings).check();
        });
        findings.sort(Comparator.comparing(Finding::resource));
        return findings;
    }

    /** Conditions mean what the engine's own FEEL makes of them. */
    private static DecisionAnalysis analysis() {
        DefaultDmnEngineConfiguration dmn = new DefaultDmnEngineConfiguration();
        dmn.setFeelEngineFactory(CachedFeelEngine::new);
        return new DecisionAnalysis(dmn);
    }

    /** The readable part of a set and the ids that its models may refer to. */
    static final class ModelSet {

        final Map<String, List<ModelMarkup.Piece>> markups = new TreeMap<>();
        final Map<String, BpmnModelInstance> processes = new TreeMap<>();
        final Map<String, DmnModelInstance> decisions = new TreeMap<>();
        final Set<String> processIds = new HashSet<>();
        final Set<String> decisionIds = new HashSet<>();
        final Set<String> formIds = new HashSet<>();
        private final Map<String, String> ownerOfId = new HashMap<>();

        static ModelSet read(Map<String, byte[]> resources, List<Finding> findings) {
            ModelSet set = new ModelSet();
            new TreeMap<>(resources).forEach((resource, content) -> {
                if (resource.endsWith(".bpmn")) {
                    ProcessRules.read(resource, content, set, findings);
                } else if (resource.endsWith(".dmn")) {
                    DecisionRules.read(resource, content, set, findings);
                } else if (resource.endsWith(".form")) {
                    FormRules.read(resource, content, set, findings);
                } else {
                    findings.add(Finding.error(resource, null, "resource-type", "只能发布 .bpmn、.dmn、.form 文件。"));
                }
            });
            return set;
        }

        /** Two resources with one id would overwrite each other in the engine. */
        void claim(String kind, String id, Set<String> ids, String resource, List<Finding> findings) {
            String other = ownerOfId.putIfAbsent(kind + id, resource);
            if (other != null) {
                findings.add(Finding.error(resource, id, "id-twice", "标识 " + id + " 已在 " + other + " 中使用。"));
            }
            ids.add(id);
        }
    }

    /** {@code bpmn/callback.bpmn} becomes {@code callback}. */
    static String baseName(String resource) {
        String file = resource.substring(resource.lastIndexOf('/') + 1);
        return file.substring(0, file.lastIndexOf('.'));
    }

    static boolean isChinese(String text) {
        return text != null
                && text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
