package org.hotline12345.platform.security;

import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.ALL;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The engine's authorizations of each role. Unit staff hold none of their own: a task is theirs because their unit is
 * its candidate, and what everybody signed in may see (Tasklist itself, the names and diagrams of the processes) is
 * granted to all; the doors decide who gets that far.
 */
@Component
class Permits {

    private final AuthorizationService authorizationService;
    private final RepositoryService repositoryService;

    Permits(AuthorizationService authorizationService, RepositoryService repositoryService) {
        this.authorizationService = authorizationService;
        this.repositoryService = repositoryService;
    }

    void grantAll() {
        for (Resource resource : Resources.values()) {
            group(Roles.ADMIN, resource, Authorization.ANY, ALL);
        }
        everybody(Resources.APPLICATION, "tasklist", ACCESS);

        group(Roles.SUPERVISOR, Resources.APPLICATION, "cockpit", ACCESS);
        group(Roles.SUPERVISOR, Resources.PROCESS_DEFINITION, Authorization.ANY, READ,
                ProcessDefinitionPermissions.READ_INSTANCE, ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY);
        group(Roles.SUPERVISOR, Resources.DECISION_DEFINITION, Authorization.ANY, READ);
        group(Roles.SUPERVISOR, Resources.DECISION_REQUIREMENTS_DEFINITION, Authorization.ANY, READ);
        group(Roles.SUPERVISOR, Resources.DEPLOYMENT, Authorization.ANY, READ);

        group(Roles.DESIGNER, Resources.APPLICATION, "cockpit", ACCESS);
        group(Roles.DESIGNER, Resources.PROCESS_DEFINITION, Authorization.ANY, READ);
        group(Roles.DESIGNER, Resources.DECISION_DEFINITION, Authorization.ANY, READ);
        group(Roles.DESIGNER, Resources.DECISION_REQUIREMENTS_DEFINITION, Authorization.ANY, READ);
        group(Roles.DESIGNER, Resources.DEPLOYMENT, Authorization.ANY, READ, CREATE);
    }

    /** The models are deployed by the time the product is ready: their names and diagrams are for all to see. */
    @EventListener(ApplicationReadyEvent.class)
    void showProcesses() {
        repositoryService.createProcessDefinitionQuery().latestVersion().list().forEach(process ->
                everybody(Resources.PROCESS_DEFINITION, process.getKey(), READ));
    }

    private void group(String group, Resource resource, String id, Permission... permissions) {
        Accounts.once(() -> authorizationService.createAuthorizationQuery().groupIdIn(group).resourceType(resource)
                .resourceId(id).authorizationType(Authorization.AUTH_TYPE_GRANT).count() > 0, () -> {
            Authorization grant = authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(group);
            save(grant, resource, id, permissions);
        });
    }

    private void everybody(Resource resource, String id, Permission... permissions) {
        Accounts.once(() -> authorizationService.createAuthorizationQuery().resourceType(resource).resourceId(id)
                .authorizationType(Authorization.AUTH_TYPE_GLOBAL).count() > 0, () -> {
            Authorization grant = authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
            save(grant, resource, id, permissions);
        });
    }

    private void save(Authorization grant, Resource resource, String id, Permission... permissions) {
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(permissions);
        authorizationService.saveAuthorization(grant);
    }
}
