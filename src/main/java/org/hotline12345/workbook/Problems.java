package org.hotline12345.workbook;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong in an upload, in the order found; keeps the first {@value #MOST_KEPT} and counts the rest. */
public final class Problems {

    public static final int MOST_KEPT = 500;

    private final List<Problem> kept = new ArrayList<>();
    private int count;

    public void add(Problem problem) {
        count++;
        if (kept.size() < MOST_KEPT) {
            kept.add(problem);
        }
    }

    public List<Problem> kept() {
        return List.copyOf(kept);
    }

    /** All that were found, those not kept among them. */
    public int count() {
        return count;
    }

    public boolean none() {
        return count == 0;
    }
}
