package org.hotline12345.routing;

import java.util.List;

/**
 * Everything routing looks at, and nothing else: two requests with equal facts go the same way, so a preview needs to
 * decide them once. What is written in words (address, title, content) becomes facts in {@link RequestReading}.
 *
 * @param jurisdiction code of the hotline
 * @param kind kind of the request, or null
 * @param category code of the matter, or null while nobody has classified it
 * @param region code of the place, or null
 * @param placeConfidence how sure the place is, 0 to 1; 1 where a person chose it, 0 without a place
 * @param aboutUnit unit the request complains about, by code or by name, or null
 * @param origin what came with it from outside
 * @param matters codes of the matters its words name, sorted; more than one may have to be split
 * @param circumstances what its words say about the situation, sorted, separated by a space; never null
 */
public record Facts(String jurisdiction, String kind, String category, String region, double placeConfidence,
        String aboutUnit, Origin origin, List<String> matters, String circumstances) {

    public Facts {
        kind = blankToNull(kind);
        category = blankToNull(category);
        region = blankToNull(region);
        aboutUnit = blankToNull(aboutUnit);
        matters = List.copyOf(matters);
    }

    /** A request of which only the fields of the form are known. */
    public Facts(String jurisdiction, String kind, String category, String region, String aboutUnit) {
        this(jurisdiction, kind, category, region, blankToNull(region) == null ? 0 : 1, aboutUnit, Origin.ORDINARY,
                List.of(), "");
    }

    /** The same request as far as it is about one of its matters. */
    Facts only(String matter) {
        return new Facts(jurisdiction, kind, matter, region, placeConfidence, aboutUnit, origin, List.of(), circumstances);
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * What binds the centre from outside.
     *
     * @param instructed a leader's instruction, or already under supervision
     * @param provincial handed down by the platform above
     * @param confidential who asked is hidden
     */
    public record Origin(boolean instructed, boolean provincial, boolean confidential) {

        public static final Origin ORDINARY = new Origin(false, false, false);
    }
}
