package org.hotline12345.common;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Periods of which a city printed its figures, ready to be loaded into an empty demo ({@code --hotline.replay=<name>}). */
public interface PrintedPeriods {

    /** What can be loaded, in alphabetical order. */
    List<String> names();

    /** When the demo's time goes on once the period is loaded: just after it, when everything of it is answered. */
    Instant presentAfter(String name);

    /**
     * Loads the period's tickets and calls in bulk.
     *
     * @param out where it is told how much and how fast, Chinese
     * @return what people then do through the public doors
     */
    List<Act> load(String name, PrintStream out);

    /**
     * Counts the loaded period and holds it against the print.
     *
     * @param out where it is told, Chinese
     * @return whether every printed figure comes out again, but for those the print itself contradicts
     */
    boolean compare(String name, PrintStream out);

    /**
     * One request to the API.
     *
     * @param account who sends it
     * @param path such as {@code /api/tickets/SY20230101000001X/spot-checks}
     */
    record Act(String account, String path, Map<String, Object> body) {
    }
}
