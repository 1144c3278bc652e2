package org.hotline12345.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.PackageVersion;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.script.ScriptEngineManager;
import org.apache.catalina.util.ServerInfo;
import org.camunda.feel.FeelEngine;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

/** Known traps of the platform that can be seen without a database. */
class PlatformTrapsTest {

    @Test
    void dependenciesCarryTheFixes() {
        assertThat(isAtLeast(PackageVersion.VERSION.toString(), "2.21.6")).as("Jackson " + PackageVersion.VERSION).isTrue();
        assertThat(isAtLeast(ServerInfo.getServerNumber(), "10.1.57")).as("Tomcat " + ServerInfo.getServerNumber()).isTrue();
    }

    @Test
    void noScriptEngineOnTheClassPath() {
        // FEEL and JUEL ship with the engine and register themselves; no model may use them as scripts (see NoScripts).
        assertThat(new ScriptEngineManager().getEngineFactories()).extracting(factory -> factory.getClass().getName())
                .allMatch(name -> name.startsWith("org.camunda."));
    }

    @Test
    void feelEngineIs1195() {
        assertThat(FeelEngine.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                .contains("feel-engine-1.19.5");
    }

    @Test
    void h2FileUrlWritesThrough() throws IOException {
        assertThat(setting("application-demo.yaml", "spring.datasource.url")).startsWith("jdbc:h2:file:").contains(";WRITE_DELAY=0");
    }

    @Test
    void productionHasNoDatabaseOfItsOwn() throws IOException {
        assertThat(setting("application.yaml", "spring.datasource.url")).isNull();
    }

    @Test
    void anIdleJobExecutorLooksForDueTimersEveryFewSeconds() throws IOException {
        assertThat(Integer.parseInt(setting("application.yaml", "camunda.bpm.job-execution.max-wait"))).isLessThanOrEqualTo(5000);
        assertThat(Integer.parseInt(setting("application.yaml", "camunda.bpm.job-execution.lock-time-in-millis"))).isLessThanOrEqualTo(60_000);
    }

    @Test
    void missingSettingsAreNamedAllAtOnceInBothLanguages() {
        RequiredSettings settings = new RequiredSettings();
        settings.setEnvironment(new MockEnvironment());

        assertThatThrownBy(() -> settings.postProcessBeanFactory(null)).isInstanceOfSatisfying(SettingsMissing.class, missing -> {
            FailureAnalysis analysis = new SettingsMissing.Analyzer().analyze(missing);
            assertThat(analysis.getDescription()).contains("缺少必需的配置").contains("Required settings are missing");
            assertThat(analysis.getAction()).contains("SPRING_DATASOURCE_URL", "HOTLINE_IDENTITY_KEY", "--spring.profiles.active=demo");
        });
    }

    @Test
    void aKeyThatIsNoKeyCountsAsMissing() {
        RequiredSettings settings = new RequiredSettings();
        settings.setEnvironment(new MockEnvironment().withProperty("spring.datasource.url", "jdbc:mysql://db/hotline")
                .withProperty("hotline.identity.key", "secret"));

        assertThatThrownBy(() -> settings.postProcessBeanFactory(null)).isInstanceOf(SettingsMissing.class)
                .hasMessageContaining("HOTLINE_IDENTITY_KEY").hasMessageNotContaining("SPRING_DATASOURCE_URL");
    }

    @Test
    void theDriversOwnSettingsInAUrlGiveWay() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:mysql://db/hotline?sslMode=REQUIRED&SendFractionalSeconds=true&useLocalSessionState=false");

            new MySqlConnections().postProcessBeforeInitialization(pool, "dataSource");

            assertThat(pool.getJdbcUrl()).isEqualTo("jdbc:mysql://db/hotline?sslMode=REQUIRED");
            assertThat(pool.getDataSourceProperties()).containsAllEntriesOf(MySqlConnections.SETTINGS);
        }
    }

    @Test
    void theDemoSaysWhereToGoAndWhomToSignInAs() {
        assertThat(StartMessage.text("http://localhost:8080")).contains("http://localhost:8080/camunda/app/tasklist/")
                .contains("Hotline@12345").contains("dispatcher").contains("clerk-market-regulation");
    }

    private static String setting(String file, String name) throws IOException {
        List<PropertySource<?>> sources = new YamlPropertySourceLoader().load(file, new ClassPathResource(file));
        Object value = sources.get(0).getProperty(name);
        return value == null ? null : value.toString();
    }

    private static boolean isAtLeast(String version, String wanted) {
        return Arrays.compare(numbers(version), numbers(wanted)) >= 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).limit(3).mapToInt(Integer::parseInt).toArray();
    }
}
