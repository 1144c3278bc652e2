package org.hotline12345.platform.security;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.hotline12345.common.BroughtModels;
import org.hotline12345.common.Finding;
import org.hotline12345.common.Refusal;
import org.hotline12345.platform.ModelRules;
import org.springframework.util.ReflectionUtils;

/**
 * What a person deploys, from Camunda Modeler or through any other door of the engine, becomes a publication like any
 * other: completed to the whole set, checked, recorded. Options that would put less than the whole set into force, or
 * another one, are not followed.
 */
class ModelPublication {

    static final Field FILTERS_DUPLICATES = CommandGuard.field(DeploymentBuilderImpl.class, "isDuplicateFilterEnabled");
    static final Field CHANGED_ONLY = CommandGuard.field(DeploymentBuilderImpl.class, "deployChangedOnly");

    private static final int FINDINGS_SHOWN = 10;

    private final Supplier<BroughtModels> brought;
    private final Supplier<Set<String>> beans;

    ModelPublication(Supplier<BroughtModels> brought, Supplier<Set<String>> beans) {
        this.brought = brought;
        this.beans = beans;
    }

    /** Refuses what could run foreign code or read foreign files, before anything reads it, whoever deploys. */
    void refuseUnsafe(DeploymentEntity deployment) {
        List<Finding> unsafe = ModelRules.checkSafety(contents(deployment), beans.get());
        if (!unsafe.isEmpty()) {
            throw Refusal.invalid("platform.modelRefused", "模型未通过检查：" + unsafe.stream().limit(FINDINGS_SHOWN)
                    .map(Finding::sentence).collect(Collectors.joining("；")));
        }
    }

    /** @param run runs the deployment's command */
    <T> T publish(DeploymentBuilderImpl builder, Supplier<T> run) {
        DeploymentEntity deployment = builder.getDeployment();
        if (!builder.getDeployments().isEmpty() || !builder.getDeploymentResourcesById().isEmpty()
                || !builder.getDeploymentResourcesByName().isEmpty()) {
            throw Refusal.rule("platform.redeployClosed", "不能从引擎接口重新部署旧版本，请在流程设计页面的发布历史中回退。");
        }
        if (deployment.getTenantId() != null) {
            throw Refusal.invalid("platform.noTenants", "模型不分租户，请去掉租户（tenant-id）后重新部署。");
        }
        builder.activateProcessDefinitionsOn(null);
        ReflectionUtils.setField(FILTERS_DUPLICATES, builder, false);
        ReflectionUtils.setField(CHANGED_ONLY, builder, false);
        AtomicReference<T> deployed = new AtomicReference<>();
        brought.get().receive(contents(deployment), deployment.getName(), set -> {
            deployment.setResources(resources(set));
            deployed.set(run.get());
            return ((Deployment) deployed.get()).getId();
        });
        return deployed.get();
    }

    private static Map<String, byte[]> contents(DeploymentEntity deployment) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        if (deployment.getResources() != null) {
            deployment.getResources().forEach((name, resource) -> contents.put(name, resource.getBytes()));
        }
        return contents;
    }

    private static Map<String, ResourceEntity> resources(Map<String, byte[]> set) {
        Map<String, ResourceEntity> resources = new LinkedHashMap<>();
        set.forEach((name, content) -> {
            ResourceEntity resource = new ResourceEntity();
            resource.setName(name);
            resource.setBytes(content);
            resources.put(name, resource);
        });
        return resources;
    }
}
