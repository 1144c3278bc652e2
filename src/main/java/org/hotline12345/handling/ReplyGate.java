package org.hotline12345.handling;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.organization.Settings;
import org.springframework.stereotype.Component;

/**
 * Judges a reply before it leaves the unit: long enough, saying what was done, and not merely passing the ticket on.
 * The phrases and the wording stand in {@code dmn/reply-gate.dmn}.
 */
@Component
public class ReplyGate {

    /** A reply that only passes the ticket on; the clerk is offered the return instead. */
    public static final String PASSES_ON = "handling.replyPassesOn";

    private static final String DECISION = "reply-gate";
    private static final String MIN_LENGTH = "reply.minEffectiveChars";

    private final DecisionTables tables;
    private final Settings settings;

    ReplyGate(DecisionTables tables, Settings settings) {
        this.tables = tables;
        this.settings = settings;
    }

    /**
     * @param jurisdiction whose minimum length applies
     * @param kind kind of the request, for example {@code consult}; null when undecided
     * @param reply the reply as the clerk wrote it
     * @return what was found, each code once, blocking findings first; empty when there is nothing to say against the reply
     */
    public List<Finding> check(String jurisdiction, String kind, String reply) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("reply", EffectiveText.plain(reply));
        inputs.put("effectiveLength", EffectiveText.length(reply));
        inputs.put("minLength", settings.number(jurisdiction, MIN_LENGTH));
        inputs.put("kind", kind);
        Map<String, Finding> findings = new LinkedHashMap<>();
        tables.evaluate(DECISION, inputs).stream()
                .map(row -> new Finding(
                        row.text("code"),
                        "block".equals(row.text("severity")),
                        row.text("message"),
                        row.text("basis"),
                        row.row()))
                .sorted((one, other) -> Boolean.compare(other.blocks(), one.blocks()))
                // Several phrases may show the same fault; the clerk is told once.
                .forEach(finding -> findings.putIfAbsent(finding.code(), finding));
        return List.copyOf(findings.values());
    }

    /**
     * One objection to a reply.
     *
     * @param code stable code, for example {@link #PASSES_ON}
     * @param blocks whether the reply may not be submitted; otherwise it is advice
     * @param message what to tell the clerk, in Chinese
     * @param basis the rule's source
     * @param row id of the row that found it
     */
    public record Finding(String code, boolean blocks, String message, String basis, String row) {}
}
