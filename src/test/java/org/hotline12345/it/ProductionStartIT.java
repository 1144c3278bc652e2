package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged jar started the way production starts it: with an environment and nothing else. */
class ProductionStartIT {

    private static final String KEY = "cHJvZHVjdGlvbi10ZXN0LWtleS0zMi1ieXRlcy1vayE=";

    @Test
    void withoutSettingsItSaysWhatIsMissingAndEnds() {
        Node node = Node.withEnvironment(Map.of());
        assertThat(node.awaitEnd()).isNotZero();
        assertThat(node.log()).contains("缺少必需的配置", "SPRING_DATASOURCE_URL", "HOTLINE_IDENTITY_KEY")
                .doesNotContain("\tat org.springframework");
    }

    @Test
    void withoutAnAdministratorItSaysSoAndWithOneItStartsWithoutDemoDataOrDefaultAccounts() {
        Database database = Database.empty("production");
        Map<String, String> environment = Map.of("SPRING_DATASOURCE_URL", database.url(),
                "SPRING_DATASOURCE_USERNAME", database.user(), "SPRING_DATASOURCE_PASSWORD", "", "HOTLINE_IDENTITY_KEY", KEY);
        Node without = Node.withEnvironment(environment);
        assertThat(without.awaitEnd()).isNotZero();
        assertThat(without.log()).contains("系统还没有管理员", "HOTLINE_ADMIN_USER").doesNotContain("\tat org.springframework");

        java.util.Map<String, String> complete = new java.util.HashMap<>(environment);
        complete.put("HOTLINE_ADMIN_USER", "root-admin");
        complete.put("HOTLINE_ADMIN_PASSWORD", "Hotline@12345");
        try (Node node = Node.withEnvironment(complete).awaitReady()) {
            node.as("root-admin").get("/engine-rest/user/count").expect(200);
            node.as("operator").get("/api/tickets").expect(401);
            assertThat(node.log()).doesNotContain("Hotline@12345");
        }
        assertThat(database.read("select ID_ from ACT_ID_USER")).containsExactly("root-admin");
        assertThat(database.count("select count(*) from organization_unit")).isZero();
    }
}
