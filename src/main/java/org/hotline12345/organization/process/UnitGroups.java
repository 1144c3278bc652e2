package org.hotline12345.organization.process;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.hotline12345.common.Actor;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Staff;
import org.hotline12345.organization.Unit;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The groups of units in the engine, so that their people see the work handed to them. */
@Component
public class UnitGroups implements Staff {

    static final String TYPE = "UNIT";
    /** Groups inside a unit: its leaders, its sections. */
    static final String INNER_TYPE = "UNIT-INNER";
    private static final int MOST_MEMBERS = 200;

    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;

    UnitGroups(@Lazy IdentityService identity, @Lazy ProcessEngineConfigurationImpl engine) {
        this.identity = identity;
        this.engine = engine;
    }

    @Override
    public void ensureGroup(Unit unit) {
        Group known = identity.createGroupQuery().groupId(groupOf(unit.code())).singleResult();
        if (known == null) {
            create(unit);
        } else if (!unit.name().equals(known.getName())) {
            known.setName(unit.name());
            identity.saveGroup(known);
        }
    }

    @Override
    public void ensureGroups(Unit unit, Practice practice) {
        ensureInner(practice.leaderGroup(), unit.name() + "领导");
        practice.sections().forEach(section -> ensureInner(practice.groupOf(section), unit.name() + section.name()));
    }

    private void ensureInner(String id, String name) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            save(id, name, INNER_TYPE);
        }
    }

    @Override
    public boolean isMember(String user, String group) {
        return withoutPermissions(() -> identity.createUserQuery().userId(user).memberOfGroup(group).count() > 0);
    }

    @Override
    public List<Person> members(String group) {
        return withoutPermissions(() -> identity.createUserQuery().memberOfGroup(group).orderByUserId().asc()
                .listPage(0, MOST_MEMBERS).stream().map(user -> new Person(user.getId(), name(user))).toList());
    }

    private static String name(User user) {
        String name = Stream.of(user.getFirstName(), user.getLastName()).filter(Objects::nonNull).collect(Collectors.joining());
        return name.isBlank() ? user.getId() : name;
    }

    /** Staff may know their colleagues, though the engine lets them read no accounts. */
    private <T> T withoutPermissions(Callable<T> question) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(question));
    }

    /** Id of the group whose members do the unit's work. */
    public static String groupOf(String unit) {
        return Actor.UNIT_GROUP_PREFIX + unit;
    }

    void create(Unit unit) {
        save(groupOf(unit.code()), unit.name(), TYPE);
    }

    private void save(String id, String name, String type) {
        Group group = identity.newGroup(id);
        group.setName(name);
        group.setType(type);
        identity.saveGroup(group);
    }
}
