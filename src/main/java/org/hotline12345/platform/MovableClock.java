package org.hotline12345.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * The one clock of the hotline. Runs with the machine's time in Chinese zone; in the demo an administrator may move it,
 * and the engine's own clock (timers, job acquisition) moves with it.
 */
public class MovableClock extends Clock {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private volatile Duration offset = Duration.ZERO;
    private volatile Instant frozenAt;

    @Override
    public ZoneId getZone() {
        return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
        Instant frozen = frozenAt;
        return frozen != null ? frozen : Instant.now().plus(offset);
    }

    /** Lets time run on from {@code start}. */
    public synchronized void runFrom(Instant start) {
        frozenAt = null;
        offset = Duration.between(Instant.now(), start);
        ClockUtil.offset(offset.toMillis());
    }

    /** Stops time at {@code instant}: replays and tests move from instant to instant. */
    public synchronized void freezeAt(Instant instant) {
        frozenAt = instant;
        ClockUtil.setCurrentTime(java.util.Date.from(instant));
    }

    /** Back to the machine's time. */
    public synchronized void reset() {
        frozenAt = null;
        offset = Duration.ZERO;
        ClockUtil.reset();
    }
}
