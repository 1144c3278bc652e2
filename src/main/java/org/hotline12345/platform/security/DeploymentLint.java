package org.hotline12345.platform.security;

import java.util.List;
import java.util.Map;

/** Judges models a person wants to deploy; a bean of this type is asked before every deployment by a person. */
public interface DeploymentLint {

    /**
     * What is wrong, one Chinese sentence each; empty when the models may be deployed.
     *
     * @param models resource name to text, for example {@code ticket-lifecycle.bpmn}
     */
    List<String> findings(Map<String, String> models);
}
