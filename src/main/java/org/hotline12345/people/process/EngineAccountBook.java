package org.hotline12345.people.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Refusal;
import org.hotline12345.people.AccountBook;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The engine's identity service and tasks as the keepers of accounts use them. */
@Component
class EngineAccountBook implements AccountBook {

    private static final int PAGE = 500;

    private final IdentityService identity;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final AuthorizationService authorizations;
    private final ProcessEngineConfigurationImpl engine;

    EngineAccountBook(@Lazy IdentityService identity, @Lazy TaskService tasks, @Lazy RuntimeService runtime,
            @Lazy AuthorizationService authorizations, @Lazy ProcessEngineConfigurationImpl engine) {
        this.identity = identity;
        this.tasks = tasks;
        this.runtime = runtime;
        this.authorizations = authorizations;
        this.engine = engine;
    }

    @Override
    public void create(String account, String name, String password) {
        judged(() -> {
            User user = identity.newUser(account);
            user.setFirstName("");
            user.setLastName(name);
            user.setPassword(password);
            identity.saveUser(user);
            return null;
        });
    }

    @Override
    public void rename(String account, String name) {
        judged(() -> {
            User user = require(account);
            user.setFirstName("");
            user.setLastName(name);
            identity.saveUser(user);
            return null;
        });
    }

    @Override
    public void setPassword(String account, String password) {
        judged(() -> {
            User user = require(account);
            var judgement = identity.checkPasswordAgainstPolicy(password, user);
            if (!judgement.isValid()) {
                throw Refusal.invalid("people.weakPassword", judgement.getViolatedRules().stream()
                        .map(rule -> rule.getPlaceholder()).collect(Collectors.joining("；")) + "。").at("newPassword");
            }
            user.setPassword(password);
            identity.saveUser(user);
            return null;
        });
    }

    @Override
    public boolean hasPassword(String account, String password) {
        return judged(() -> identity.checkPassword(account, password));
    }

    private User require(String account) {
        User user = identity.createUserQuery().userId(account).singleResult();
        if (user == null) {
            throw Refusal.unknown("people.unknownAccount", "没有账号“" + account + "”。");
        }
        return user;
    }

    @Override
    public void setGroups(String account, Set<String> now, Set<String> wanted, Map<String, String> names) {
        judged(() -> {
            now.stream().filter(group -> !wanted.contains(group)).forEach(group -> identity.deleteMembership(account, group));
            wanted.stream().filter(group -> !now.contains(group)).forEach(group -> {
                ensure(group, names.getOrDefault(group, group));
                identity.createMembership(account, group);
            });
            return null;
        });
    }

    private void ensure(String id, String name) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            Group group = identity.newGroup(id);
            group.setName(name);
            group.setType(id.startsWith("unit-") ? "UNIT" : "UNIT-INNER");
            identity.saveGroup(group);
        }
    }

    @Override
    public List<Held> tasksOf(String account) {
        return judged(() -> {
            List<Task> held = new ArrayList<>();
            List<Task> page;
            do {
                page = tasks.createTaskQuery().taskAssignee(account).orderByTaskCreateTime().asc().orderByTaskId().asc().listPage(held.size(), PAGE);
                held.addAll(page);
            } while (page.size() == PAGE);
            Map<String, String> keys = keysOf(held);
            return held.stream().map(task -> new Held(task.getId(), task.getName(), keys.get(task.getProcessInstanceId()),
                    tasks.getIdentityLinksForTask(task.getId()).stream().map(IdentityLink::getGroupId).filter(Objects::nonNull)
                            .collect(Collectors.toSet()))).toList();
        });
    }

    private Map<String, String> keysOf(List<Task> held) {
        Set<String> instances = held.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        return instances.isEmpty() ? Map.of() : runtime.createProcessInstanceQuery().processInstanceIds(instances)
                .listPage(0, instances.size()).stream().filter(instance -> instance.getBusinessKey() != null)
                .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
    }

    @Override
    public void give(String task, String account) {
        judged(() -> {
            tasks.setAssignee(task, account);
            return null;
        });
    }

    @Override
    public void dropTaskRights(String account) {
        judged(() -> {
            List<String> rights = new ArrayList<>();
            List<Authorization> page;
            do {
                page = authorizations.createAuthorizationQuery().userIdIn(account).resourceType(Resources.TASK)
                        .orderByResourceId().asc().listPage(rights.size(), PAGE);
                page.forEach(right -> rights.add(right.getId()));
            } while (page.size() == PAGE);
            rights.forEach(authorizations::deleteAuthorization);
            return null;
        });
    }

    /** The room has judged who may; the engine would ask again, and by hand these acts would be refused. */
    private <T> T judged(Callable<T> work) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(work));
    }
}
