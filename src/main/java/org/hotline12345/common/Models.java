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

    // ------------------------------------------------------------------ cases under way

    /**
     * What would become of the cases under way if the set came into force and they were to move along; nothing is
     * deployed or moved.
     *
     * @return one entry per process of the set in force, in order of its id
     */
    List<Outlook> outlook(Map<String, byte[]> set);

    /**
     * Cases (instances that no other called) that do not run on the deployment.
     *
     * @param after only those whose id comes after; null for the first
     */
    List<String> casesElsewhere(String deployment, String after, int limit);

    /**
     * Moves a case, with everything it called, to a deployment: where it waits, what is assigned and every timer and due
     * date stay as they are. All of it or nothing.
     *
     * @return false when the case has ended meanwhile
     * @throws NotMovable when a part of it waits where the deployment has no counterpart; the transaction is lost then
     */
    boolean move(String caseId, String deployment);

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

    /**
     * What would become of the running instances of one process.
     *
     * @param process id of the process
     * @param running instances under way
     * @param migratable instances that would move
     * @param blocked why the others would stay, by element
     */
    record Outlook(String process, String name, long running, long migratable, List<Blocked> blocked) {
    }

    /**
     * Instances that would stay for one reason.
     *
     * @param element id of the element they wait at; null when another part of the same case keeps them
     * @param name Chinese name of the element
     * @param reason why, in Chinese
     */
    record Blocked(String element, String name, long count, String reason) {
    }

    /** A case that cannot move. */
    class NotMovable extends RuntimeException {
        public NotMovable(String reason) {
            super(reason);
        }
    }
}
