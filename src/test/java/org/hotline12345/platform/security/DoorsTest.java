package org.hotline12345.platform.security;

import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.hotline12345.platform.security.process.ProbeListener;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** The whole product on a database of its own, with two unit clerks, a channel account and a one-task process. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "spring.datasource.url=jdbc:h2:mem:doors;DB_CLOSE_DELAY=-1",
        "camunda.bpm.job-execution.enabled=false"})
@ActiveProfiles("demo")
@Import(DoorsTest.Probes.class)
abstract class DoorsTest {

    static final String CLERK = "probe-clerk";
    static final String STRANGER = "probe-stranger";
    static final String CHANNEL = "probe-channel";

    @TestConfiguration
    static class Probes {
        @Bean
        ProbeListener probeListener() {
            return new ProbeListener();
        }
    }

    @LocalServerPort
    int port;
    @Autowired
    IdentityService identityService;
    @Autowired
    RepositoryService repositoryService;
    @Autowired
    RuntimeService runtimeService;
    @Autowired
    TaskService taskService;

    @BeforeEach
    void prepare() {
        account(CLERK, "unit-housing");
        account(STRANGER, "unit-probe-elsewhere");
        account(CHANNEL, "channel");
        repositoryService.createDeployment().name("probe").addClasspathResource("security/probe.bpmn")
                .enableDuplicateFiltering(true).deploy();
    }

    /** A new task of the clerk's unit. */
    String task() {
        String instance = runtimeService.startProcessInstanceByKey("probe", "probe-1", Map.of()).getId();
        return taskService.createTaskQuery().processInstanceId(instance).singleResult().getId();
    }

    void account(String id, String group) {
        if (identityService.createGroupQuery().groupId(group).count() == 0) {
            Group created = identityService.newGroup(group);
            created.setName(group);
            identityService.saveGroup(created);
        }
        if (identityService.createUserQuery().userId(id).count() == 0) {
            User user = identityService.newUser(id);
            user.setLastName(id);
            user.setPassword(Door.PASSWORD);
            identityService.saveUser(user);
            identityService.createMembership(id, group);
        }
    }
}
