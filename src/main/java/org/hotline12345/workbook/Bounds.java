package org.hotline12345.workbook;

/**
 * How much one upload may be.
 *
 * @param bytes of the file as it comes
 * @param unpacked bytes of everything packed in it
 * @param rows filled rows of one sheet
 */
public record Bounds(long bytes, long unpacked, int rows) {

    /** What a city fills in by hand: 20 MB, 200 MB unpacked, 50,000 rows a sheet. */
    public static final Bounds USUAL = new Bounds(20_000_000, 200_000_000, 50_000);
}
