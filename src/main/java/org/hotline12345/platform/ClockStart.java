package org.hotline12345.platform;

import java.time.OffsetDateTime;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Starts the demo at a time of its own: {@code hotline.clock.start}, ISO 8601 with offset; production ignores it. */
@Component
@Profile("demo")
class ClockStart implements InitializingBean {

    private final MovableClock clock;
    private final OffsetDateTime start;

    ClockStart(MovableClock clock, Settings settings) {
        this.clock = clock;
        this.start = settings.start();
    }

    @Override
    public void afterPropertiesSet() {
        if (start != null) {
            clock.runFrom(start.toInstant());
        }
    }

    /**
     * @param start when the demo's time begins, or null for now
     */
    @ConfigurationProperties("hotline.clock")
    record Settings(OffsetDateTime start) {
    }
}
