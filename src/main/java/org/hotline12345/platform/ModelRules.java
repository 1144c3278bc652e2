package org.hotline12345.platform;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    private static final String OTHER_FILES = "只能发布 .bpmn、.dmn、.form 文件。";

    private static final int MOST_ANALYSED = 100;
    private static final Map<Analysed, List<Finding>> ANALYSED =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Analysed, List<Finding>> eldest) {
                    return size() > MOST_ANALYSED;
                }
            });

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
        set.markups.forEach((resource, markup) -> checkSafety(resource, markup, knownBeans, findings));
        set.processes.forEach((resource, model) -> new ProcessRules(resource, model, set, findings).check());
        Set<String> unsafe = findings.stream().map(Finding::resource).collect(Collectors.toSet());
        set.decisions.forEach((resource, model) -> {
            DecisionRules.check(resource, model, findings);
            // Evaluating a table is running it: what is not known to be harmless is not analysed.
            if (!unsafe.contains(resource)) {
                findings.addAll(analysed(resource, resources.get(resource), model, today));
            }
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

    /**
     * Only what could run foreign code or read foreign files, whoever deploys; a set is not needed for it.
     *
     * @param resources some resources, as for {@link #check}
     * @return errors that name the element
     */
    public static List<Finding> checkSafety(Map<String, byte[]> resources, Set<String> knownBeans) {
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(resources).forEach((resource, content) -> {
            if (resource.endsWith(".form")) {
                FormRules.checkSafety(resource, content, findings);
            } else if (resource.endsWith(".bpmn") || resource.endsWith(".dmn")) {
                List<ModelMarkup.Piece> markup = ModelMarkup.read(resource, content, findings);
                if (markup != null) {
                    checkSafety(resource, markup, knownBeans, findings);
                }
            } else {
                findings.add(Finding.error(resource, null, "resource-type", OTHER_FILES));
            }
        });
        return findings;
    }

    private static void checkSafety(
            String resource, List<ModelMarkup.Piece> markup, Set<String> knownBeans, List<Finding> findings) {
        if (resource.endsWith(".bpmn")) {
            ExpressionRules.check(resource, markup, knownBeans, findings);
        } else {
            ExpressionRules.checkDecision(resource, markup, findings);
        }
    }

    /** Most files of a set are as they were at the last check, and so is what the analysis says about them. */
    private static List<Finding> analysed(String resource, byte[] content, DmnModelInstance model, LocalDate today) {
        Analysed key = new Analysed(resource, new String(content, StandardCharsets.ISO_8859_1), today);
        List<Finding> known = ANALYSED.get(key);
        if (known == null) {
            known = List.copyOf(analysis().check(resource, model, today));
            ANALYSED.put(key, known);
        }
        return known;
    }

    /** One file as it was analysed; the content itself is compared, not a hash of it. */
    private record Analysed(String resource, String content, LocalDate today) {}

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
                    findings.add(Finding.error(resource, null, "resource-type", OTHER_FILES));
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
