package org.hotline12345.platform.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.Resource;
import org.hotline12345.common.Finding;
import org.hotline12345.common.Refusal;
import org.hotline12345.platform.ModelRules;

/**
 * What happens to a model a person publishes, through Camunda Modeler or any other door: it is completed to the whole
 * set, because calls, forms and decisions are bound to their deployment, and the set must keep the house rules.
 */
class ModelPublication {

    private static final String MAIN_PROCESS = "ticket-lifecycle";
    private static final Map<String, String> FOLDERS = Map.of("bpmn", "bpmn/", "dmn", "dmn/", "form", "forms/");
    private static final int FINDINGS_SHOWN = 10;

    private final Supplier<RepositoryService> repository;
    private final Supplier<Set<String>> beans;

    ModelPublication(Supplier<RepositoryService> repository, Supplier<Set<String>> beans) {
        this.repository = repository;
        this.beans = beans;
    }

    /** Completes the deployment and refuses it when the set breaks a rule. */
    void prepare(DeploymentEntity deployment) {
        Map<String, ResourceEntity> set = new LinkedHashMap<>();
        if (deployment.getResources() != null) {
            deployment.getResources().values().forEach(resource -> {
                resource.setName(stableName(resource.getName()));
                set.put(resource.getName(), resource);
            });
        }
        inForce().forEach((name, content) -> set.computeIfAbsent(name, missing -> resource(name, content)));
        List<Finding> errors = Finding.errors(ModelRules.check(
                set.values().stream().collect(Collectors.toMap(ResourceEntity::getName, ResourceEntity::getBytes)), beans.get()));
        if (!errors.isEmpty()) {
            throw Refusal.invalid("platform.modelRefused", "模型未通过检查：" + errors.stream().limit(FINDINGS_SHOWN)
                    .map(Finding::sentence).collect(Collectors.joining("；")));
        }
        deployment.setResources(set);
    }

    /** Modeler sends bare file names. */
    private static String stableName(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        String folder = FOLDERS.get(extension(file));
        return folder == null ? name : folder + file;
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private Map<String, byte[]> inForce() {
        Map<String, byte[]> models = new LinkedHashMap<>();
        ProcessDefinition main = repository.get().createProcessDefinitionQuery()
                .processDefinitionKey(MAIN_PROCESS).latestVersion().singleResult();
        if (main != null) {
            for (Resource resource : repository.get().getDeploymentResources(main.getDeploymentId())) {
                if (!FOLDERS.containsKey(extension(resource.getName()))) {
                    continue;
                }
                try (InputStream content =
                        repository.get().getResourceAsStreamById(main.getDeploymentId(), resource.getId())) {
                    models.put(resource.getName(), content.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return models;
    }

    private static ResourceEntity resource(String name, byte[] content) {
        ResourceEntity resource = new ResourceEntity();
        resource.setName(name);
        resource.setBytes(content);
        return resource;
    }
}
