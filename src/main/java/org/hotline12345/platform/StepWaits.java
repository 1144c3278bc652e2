package org.hotline12345.platform;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.hotline12345.common.Waits;
import org.springframework.stereotype.Component;

/** Knows since when a step waits while the engine's expressions are asked again; {@link EngineProcesses} says so. */
@Component
class StepWaits implements Waits {

    private final ThreadLocal<Wait> asked = new ThreadLocal<>();
    private final ThreadLocal<Instant> begun = new ThreadLocal<>();

    @Override
    public Optional<Wait> askedAgain() {
        return Optional.ofNullable(asked.get());
    }

    @Override
    public Optional<Instant> since() {
        return Optional.ofNullable(begun.get());
    }

    /** Steps that begin while this runs have been waited at since then. */
    void beginningAt(Instant since, Runnable beginning) {
        begun.set(since);
        try {
            beginning.run();
        } finally {
            begun.remove();
        }
    }

    void during(Date began, Date told, Runnable asking) {
        asked.set(new Wait(instant(began), instant(told)));
        try {
            asking.run();
        } finally {
            asked.remove();
        }
    }

    private static Instant instant(Date date) {
        return date == null ? null : Instant.ofEpochMilli(date.getTime());
    }
}
