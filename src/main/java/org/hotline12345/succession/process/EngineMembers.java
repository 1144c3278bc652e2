package org.hotline12345.succession.process;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.hotline12345.common.Actor;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Practices;
import org.hotline12345.organization.Staff;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.succession.Members;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Members of units' groups in the engine's identity service. */
@Component
class EngineMembers implements Members {

    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;
    private final Units units;
    private final Practices practices;
    private final Staff staff;

    EngineMembers(@Lazy IdentityService identity, @Lazy ProcessEngineConfigurationImpl engine, Units units, Practices practices, Staff staff) {
        this.identity = identity;
        this.engine = engine;
        this.units = units;
        this.practices = practices;
        this.staff = staff;
    }

    @Override
    public int count(String unit) {
        Practice practice = practices.of(unit);
        Set<String> people = new LinkedHashSet<>(members(Actor.UNIT_GROUP_PREFIX + unit));
        people.addAll(members(practice.leaderGroup()));
        practice.sections().forEach(section -> people.addAll(members(practice.groupOf(section))));
        return people.size();
    }

    @Override
    public int move(String fromUnit, String toUnit) {
        Unit to = units.find(toUnit).orElseThrow();
        Practice practice = practices.of(fromUnit);
        staff.ensureGroup(to);
        Set<String> people = new LinkedHashSet<>(moveGroup(Actor.UNIT_GROUP_PREFIX + fromUnit, Actor.UNIT_GROUP_PREFIX + toUnit));
        practice.sections().forEach(section -> people.addAll(moveGroup(practice.groupOf(section), Actor.UNIT_GROUP_PREFIX + toUnit)));
        if (!members(practice.leaderGroup()).isEmpty()) {
            staff.ensureGroups(to, practices.of(toUnit));
            people.addAll(moveGroup(practice.leaderGroup(), practices.of(toUnit).leaderGroup()));
        }
        return people.size();
    }

    private List<String> moveGroup(String fromGroup, String toGroup) {
        List<String> members = members(fromGroup);
        List<String> already = members(toGroup);
        return withoutPermissions(() -> {
            for (String member : members) {
                identity.deleteMembership(member, fromGroup);
                if (!already.contains(member)) {
                    identity.createMembership(member, toGroup);
                }
            }
            return members;
        });
    }

    private List<String> members(String group) {
        return withoutPermissions(() -> identity.createUserQuery().memberOfGroup(group).orderByUserId().asc().unlimitedList()
                .stream().map(User::getId).toList());
    }

    private <T> T withoutPermissions(java.util.concurrent.Callable<T> work) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(work));
    }
}
