package org.hotline12345.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys all models of the product as one deployment under stable names ({@code bpmn/x.bpmn}), from the jar as from
 * classes. Unchanged models make no new version; one changed model makes a new version of the whole set, because
 * calls, forms and decisions are bound to their deployment. Runs before the web server opens.
 */
@Component
class ModelDeployment implements SmartInitializingSingleton {

    static final String NAME = "hotline-12345";
    private static final List<String> PATTERNS = List.of("bpmn/*.bpmn", "dmn/*.dmn", "forms/*.form");

    private final RepositoryService repositoryService;

    ModelDeployment(RepositoryService repositoryService) {
        this.repositoryService = repositoryService;
    }

    @Override
    public void afterSingletonsInstantiated() {
        DeploymentBuilder deployment = repositoryService.createDeployment()
                .name(NAME).source(NAME).enableDuplicateFiltering(false);
        models().forEach((name, resource) -> {
            try (InputStream content = resource.getInputStream()) {
                deployment.addInputStream(name, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        deployment.deploy();
    }

    private static TreeMap<String, Resource> models() {
        TreeMap<String, Resource> models = new TreeMap<>();
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        for (String pattern : PATTERNS) {
            String folder = pattern.substring(0, pattern.indexOf('/') + 1);
            try {
                for (Resource resource : resolver.getResources("classpath*:" + pattern)) {
                    models.put(folder + resource.getFilename(), resource);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return models;
    }
}
