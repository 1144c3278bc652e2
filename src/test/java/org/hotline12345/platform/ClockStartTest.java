package org.hotline12345.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;

/** Where the demo's time begins. */
class ClockStartTest {

    private final MovableClock clock = new MovableClock();

    @EnableConfigurationProperties(ClockStart.Settings.class)
    @Import(ClockStart.class)
    static class Start {
    }

    @AfterEach
    void back() {
        clock.reset();
    }

    private ApplicationContextRunner started(String profile) {
        return new ApplicationContextRunner().withBean(MovableClock.class, () -> clock).withUserConfiguration(Start.class)
                .withPropertyValues("spring.profiles.active=" + profile, "hotline.clock.start=2023-02-08T09:00:00+08:00");
    }

    @Test
    void theDemosTimeRunsOnFromTheGivenInstantForTheEngineToo() {
        started("demo").run(context -> {
            Instant from = Instant.parse("2023-02-08T01:00:00Z");
            assertThat(clock.instant()).isBetween(from, from.plus(Duration.ofMinutes(1)));
            assertThat(ClockUtil.getCurrentTime().toInstant()).isBetween(from, from.plus(Duration.ofMinutes(1)));
        });
    }

    @Test
    void productionKeepsTheMachinesTime() {
        started("production").run(context ->
                assertThat(clock.instant()).isCloseTo(Instant.now(), org.assertj.core.api.Assertions.within(1,
                        java.time.temporal.ChronoUnit.MINUTES)));
    }
}
