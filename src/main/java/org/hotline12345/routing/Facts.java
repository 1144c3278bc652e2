package org.hotline12345.routing;

/**
 * What routing may know about a request.
 *
 * @param jurisdiction code of the hotline
 * @param kind kind of the request, or null
 * @param category code of the matter, or null while nobody has classified it
 * @param region code of the place, or null
 * @param aboutUnit unit the request complains about, by code or by name, or null
 */
public record Facts(String jurisdiction, String kind, String category, String region, String aboutUnit) {

    public Facts {
        kind = blankToNull(kind);
        category = blankToNull(category);
        region = blankToNull(region);
        aboutUnit = blankToNull(aboutUnit);
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
