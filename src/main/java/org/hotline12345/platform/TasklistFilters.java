package org.hotline12345.platform;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Brings the ready-made filters to Tasklist at start: makes missing ones, corrects changed ones, lets each reader group
 * read them, and owns none, so nobody can edit them there. Filters people made themselves stay as they are.
 */
@Component
class TasklistFilters implements ApplicationRunner {

    private final ProcessEngineConfigurationImpl engine;

    TasklistFilters(ProcessEngineConfigurationImpl engine) {
        this.engine = engine;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        engine.getCommandExecutorTxRequired().execute(command -> {
            // Two nodes that start at once take turns, or each would make its own set.
            command.getPropertyManager().acquireExclusiveLock();
            return command.runWithoutAuthorization(() -> {
                bring();
                return null;
            });
        });
    }

    private void bring() {
        FilterService filters = engine.getFilterService();
        Map<String, Filter> existing = filters.createTaskFilterQuery().list().stream()
                .filter(filter -> filter.getOwner() == null)
                .collect(Collectors.toMap(Filter::getName, filter -> filter, (first, second) -> first));
        for (FilterCatalogue.Entry entry : FilterCatalogue.ENTRIES) {
            Filter filter = existing.get(entry.name());
            if (filter == null) {
                filter = filters.saveFilter(describe(filters.newTaskFilter(entry.name()), entry));
            } else if (differs(filter, entry)) {
                filter = filters.saveFilter(describe(filter, entry));
            }
            allow(filter.getId(), entry.readers());
        }
    }

    private static Filter describe(Filter filter, FilterCatalogue.Entry entry) {
        return filter.setQuery(entry.query()).setProperties(properties(entry));
    }

    private static Map<String, Object> properties(FilterCatalogue.Entry entry) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("description", entry.description());
        properties.put("priority", entry.place());
        properties.put("refresh", true);
        // No column shows a process variable: the ticket card tells the facts, masked for the reader.
        properties.put("variables", List.of());
        properties.put("showUndefinedVariable", false);
        return properties;
    }

    private static boolean differs(Filter filter, FilterCatalogue.Entry entry) {
        FilterEntity wanted = new FilterEntity(EntityTypes.TASK);
        wanted.setName(entry.name());
        describe(wanted, entry);
        FilterEntity stored = (FilterEntity) filter;
        return !Objects.equals(stored.getQueryInternal(), wanted.getQueryInternal())
                || !words(stored.getProperties()).equals(words(wanted.getProperties()));
    }

    /** The engine reads properties back in another order and, for numbers, possibly another type. */
    private static Map<String, String> words(Map<String, Object> properties) {
        Map<String, String> words = new TreeMap<>();
        properties.forEach((name, value) -> words.put(name, String.valueOf(value)));
        return words;
    }

    private void allow(String filterId, List<String> readers) {
        AuthorizationService authorizations = engine.getAuthorizationService();
        Set<String> allowed = authorizations.createAuthorizationQuery()
                .resourceType(Resources.FILTER).resourceId(filterId).list().stream()
                .map(Authorization::getGroupId).filter(Objects::nonNull).collect(Collectors.toSet());
        for (String group : readers) {
            if (!allowed.contains(group)) {
                Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                grant.setGroupId(group);
                grant.setResource(Resources.FILTER);
                grant.setResourceId(filterId);
                grant.addPermission(Permissions.READ);
                authorizations.saveAuthorization(grant);
            }
        }
    }
}
