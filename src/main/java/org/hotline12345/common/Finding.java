package org.hotline12345.common;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check found in a model: where, how bad, what to do and, for a decision, an input that shows it.
 *
 * @param resource name of the resource, for example {@code bpmn/ticket-lifecycle.bpmn}
 * @param elementId id of the element (of a decision table: of the row), or null when the whole resource is meant
 * @param code stable code of the rule, kebab-case
 * @param severity errors keep a set from being published; the others are shown
 * @param message what is wrong and what to do, in Chinese
 * @param input input variables of the decision and their values, null among them, that show the finding; empty when the
 *     finding needs none
 */
public record Finding(
        String resource, String elementId, String code, Severity severity, String message, Map<String, Object> input) {

    public Finding {
        input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
    }

    /** How bad a finding is. */
    public enum Severity {
        /** The set may not be published. */
        ERROR("error"),
        /** Very likely a mistake; may be published knowingly. */
        WARNING("warning"),
        /** Worth a look. */
        ADVICE("advice");

        private final String code;

        Severity(String code) {
            this.code = code;
        }

        /** The code used at the doors. */
        public String code() {
            return code;
        }
    }

    public static Finding error(String resource, String elementId, String code, String message) {
        return new Finding(resource, elementId, code, Severity.ERROR, message, Map.of());
    }

    public static Finding advice(String resource, String elementId, String code, String message) {
        return new Finding(resource, elementId, code, Severity.ADVICE, message, Map.of());
    }

    /** Whether the finding keeps a set from being published. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The findings that keep a set from being published. */
    public static List<Finding> errors(List<Finding> findings) {
        return findings.stream().filter(Finding::isError).toList();
    }

    /** One line for a person: where and what. */
    public String sentence() {
        return resource + (elementId == null ? "" : " " + elementId) + "：" + message;
    }
}
