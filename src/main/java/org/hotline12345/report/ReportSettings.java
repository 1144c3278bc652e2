package org.hotline12345.report;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fresh the board is.
 *
 * @param every time between two counts of the board, at least a second
 * @param stepsEvery time between two counts of the work finished at each step, at least a second
 */
@ConfigurationProperties("hotline.report")
record ReportSettings(@DefaultValue("30s") Duration every, @DefaultValue("10m") Duration stepsEvery) {

    ReportSettings {
        if (every.toSeconds() < 1 || stepsEvery.toSeconds() < 1) {
            throw new IllegalArgumentException("hotline.report.every and stepsEvery must be at least a second");
        }
    }
}
