package org.hotline12345.bulletin;

import java.util.List;

/**
 * What a correction corrects: its figures beside those that were last published for the same bulletin.
 *
 * @param number 文号 of what was last published: the bulletin, or the correction before
 * @param changes every figure that came out otherwise, wholes first
 */
public record Corrected(String number, List<Change> changes) {

    public Corrected {
        changes = List.copyOf(changes);
    }
}
