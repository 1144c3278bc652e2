package org.hotline12345.common;

import java.util.Map;
import java.util.function.Function;

/** What becomes of models a person brings to the engine's own doors, for example from Camunda Modeler. */
public interface BroughtModels {

    /**
     * Checks the models with the set in force around them and puts the whole set into force, or keeps it as a draft
     * where a second person is asked for.
     *
     * @param files file name to content
     * @param name what the person called the deployment, or null
     * @param deploy puts a whole set into force and returns the deployment's id; called in the same transaction as the
     *     publication is recorded in, once or not at all
     * @throws Refusal INVALID {@code platform.modelRefused} for models that break a rule; RULE
     *     {@code design.awaitsSecondPerson} when it was kept as a draft
     */
    void receive(Map<String, byte[]> files, String name, Function<Map<String, byte[]>, String> deploy);
}
