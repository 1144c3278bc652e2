package org.hotline12345.common;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models the engine runs: processes, decision tables and forms by resource name ({@code bpmn/callback.bpmn},
 * {@code dmn/acceptance.dmn}, {@code forms/call-back.form}). Always one whole set is in force, because calls, forms and
 * decisions are bound to their deployment. Takes part in the caller's transaction.
 */
public interface Models {

    /** What the deployments of whole sets are called. */
    String NAME = "hotline-12345";

    /** The set in force, by resource name in order; empty before the first deployment. */
    Map<String, byte[]> inForce();

    /** The set this product version brings. */
    Map<String, byte[]> product();

    /** The newest set that was deployed as the product's own, whatever was published since; empty when there is none. */
    Map<String, byte[]> lastOwn();

    /**
     * Holds a whole set against everything that is known about models.
     *
     * @return what was found, in order of resource name; a set with an error may not be published
     */
    List<Finding> check(Map<String, byte[]> set);

    /**
     * Puts a whole set into force for everything that starts from now on.
     *
     * @param publicationId kept as the deployment's source
     * @return id of the deployment
     */
    String publish(Map<String, byte[]> set, String publicationId);

    /** Id of the deployment in force, or empty before the first. */
    Optional<String> deploymentInForce();

    /** The models of one deployment, in order of resource name. */
    List<Version> versions(String deployment);

    /** The content of one model in one deployment, or empty. */
    Optional<byte[]> content(String deployment, String resource);

    /** Every version of one model, newest first. */
    List<Version> history(String resource);

    /**
     * The resource name a file has in a set, whatever folder it came from: {@code callback.bpmn} becomes
     * {@code bpmn/callback.bpmn}. Names of other kinds of files stay as they are.
     */
    static String resourceName(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return Kind.ofFile(name).map(kind -> kind.folder + name).orElse(file);
    }

    /**
     * One version of one model, counted as the engine counts.
     *
     * @param name Chinese name, or the id where the file has none
     * @param running running instances of this version; of tables and forms, the running cases that are bound to it
     */
    record Version(String resource, String name, int number, String deployment, long running) {
    }

    /** What a model is. */
    enum Kind {
        PROCESS("process", "bpmn/", ".bpmn"),
        DECISION("decision", "dmn/", ".dmn"),
        FORM("form", "forms/", ".form");

        private final String code;
        private final String folder;
        private final String extension;

        Kind(String code, String folder, String extension) {
            this.code = code;
            this.folder = folder;
            this.extension = extension;
        }

        /** The code used at the doors. */
        public String code() {
            return code;
        }

        /** {@code callback} becomes {@code bpmn/callback.bpmn}. */
        public String resource(String id) {
            return folder + id + extension;
        }

        /** {@code bpmn/callback.bpmn} becomes {@code callback}. */
        public String id(String resource) {
            return resource.substring(resource.lastIndexOf('/') + 1, resource.length() - extension.length());
        }

        /** @return empty for a file that is no model */
        public static Optional<Kind> ofFile(String file) {
            for (Kind kind : values()) {
                if (file.endsWith(kind.extension) && file.length() > kind.extension.length()) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }
}
