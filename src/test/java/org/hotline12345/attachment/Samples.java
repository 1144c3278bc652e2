package org.hotline12345.attachment;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Files as people and attackers send them. */
final class Samples {

    /** What every scanner calls a virus and nobody is harmed by; in two parts, or scanners would take this source for it. */
    static final byte[] EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*").getBytes(StandardCharsets.US_ASCII);
    static final byte[] PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private Samples() {
    }

    static BufferedImage image(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(0, 0, width, height);
        for (int x = 0; x < width; x++) {
            image.setRGB(x, x % height, colour.getRGB());
        }
        return image;
    }

    static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] plainJpeg(int salt) {
        return encoded(image(40, 30, new Color(salt)), "jpg");
    }

    /** A phone's photograph: where it was taken, on its side, with a comment, and a second file behind its end. */
    static byte[] photograph(int salt) {
        byte[] plain = plainJpeg(salt);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        segment(out, 0xe1, exifWithPlace());
        segment(out, 0xed, "Photoshop 3.0\0 8BIM somebody's name".getBytes(StandardCharsets.ISO_8859_1));
        segment(out, 0xfe, "taken at home".getBytes(StandardCharsets.ISO_8859_1));
        out.write(plain, 2, plain.length - 2);
        out.writeBytes(zip("hidden.txt", "hidden behind the picture"));
        return out.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
        out.write(0xff);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
    }

    /** Orientation 6 and the coordinates 27° 14' N. */
    private static byte[] exifWithPlace() {
        ByteBuffer tiff = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 2);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(6);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38);
        tiff.putInt(0);
        tiff.putShort((short) 2);
        tiff.putShort((short) 1).putShort((short) 2).putInt(2).put(new byte[] {'N', 0, 0, 0});
        tiff.putShort((short) 2).putShort((short) 5).putInt(3).putInt(68);
        tiff.putInt(0);
        tiff.putInt(27).putInt(1).putInt(14).putInt(1).putInt(0).putInt(1);
        byte[] content = new byte[6 + tiff.position()];
        System.arraycopy("Exif\0\0".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 6);
        System.arraycopy(tiff.array(), 0, content, 6, tiff.position());
        return content;
    }

    static byte[] png() {
        return encoded(image(20, 20, Color.RED), "png");
    }

    /** A PNG with its place in a text and in Exif. */
    static byte[] pngWithPlace() {
        byte[] plain = png();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int afterHeader = 8 + 12 + 13;
        out.write(plain, 0, afterHeader);
        out.writeBytes(chunk("tEXt", "Location\0 27.23N 111.47E".getBytes(StandardCharsets.ISO_8859_1)));
        out.writeBytes(chunk("eXIf", java.util.Arrays.copyOfRange(exifWithPlace(), 6, 100)));
        out.write(plain, afterHeader, plain.length - afterHeader);
        return out.toByteArray();
    }

    /** A few bytes that unfold to 50,000 × 50,000 pixels. */
    static byte[] pixelFlood() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(png(), 0, 8);
        out.writeBytes(chunk("IHDR", ByteBuffer.allocate(13).putInt(50_000).putInt(50_000).put(new byte[] {8, 0, 0, 0, 0}).array()));
        out.writeBytes(chunk("IDAT", new byte[] {1, 2, 3}));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] chunk(String name, byte[] content) {
        byte[] named = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(named);
        crc.update(content);
        return ByteBuffer.allocate(12 + content.length).putInt(content.length).put(named).put(content).putInt((int) crc.getValue()).array();
    }

    /** A WebP of one lossless pixel (as the format's own description gives it) with Exif and XMP beside it. */
    static byte[] webpWithPlace() {
        byte[] pixel = {0x2f, 0, 0, 0, 0, (byte) 0x88, (byte) 0x88, 8};
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes(riff("VP8X", new byte[] {0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        chunks.writeBytes(riff("VP8L", pixel));
        chunks.writeBytes(riff("EXIF", exifWithPlace()));
        chunks.writeBytes(riff("XMP ", "<x:xmpmeta>27,14N</x:xmpmeta>".getBytes(StandardCharsets.US_ASCII)));
        return ByteBuffer.allocate(12 + chunks.size()).order(ByteOrder.LITTLE_ENDIAN).put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(4 + chunks.size()).put("WEBP".getBytes(StandardCharsets.US_ASCII)).put(chunks.toByteArray()).array();
    }

    private static byte[] riff(String name, byte[] content) {
        return ByteBuffer.allocate(8 + content.length + (content.length & 1)).order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.US_ASCII)).putInt(content.length).put(content).array();
    }

    /** A phone's video: the place in the movie's and the track's notes, the recording itself in mdat. */
    static byte[] video(String recording) {
        byte[] place = box("udta", box("\u00a9xyz", "+27.2389+111.4679/".getBytes(StandardCharsets.ISO_8859_1)));
        byte[] moov = box("moov", box("mvhd", new byte[100]), box("trak", box("tkhd", new byte[84]), place), place,
                box("meta", "com.apple.quicktime.location.ISO6709+27.2389".getBytes(StandardCharsets.ISO_8859_1)));
        byte[] start = box("ftyp", "isom\0\0\2\0isomiso2mp41".getBytes(StandardCharsets.ISO_8859_1));
        byte[] data = box("mdat", recording.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(start.length + moov.length + data.length).put(start).put(moov).put(data).array();
    }

    private static byte[] box(String name, byte[]... contents) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            all.writeBytes(content);
        }
        return ByteBuffer.allocate(8 + all.size()).putInt(8 + all.size()).put(name.getBytes(StandardCharsets.ISO_8859_1)).put(all.toByteArray()).array();
    }

    /** @param entries name and text in turn */
    static byte[] zip(String... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] word(String... more) {
        String[] entries = new String[4 + more.length];
        entries[0] = "[Content_Types].xml";
        entries[1] = "<Types><Override PartName='/word/document.xml' "
                + "ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
        entries[2] = "word/document.xml";
        entries[3] = "<document/>";
        System.arraycopy(more, 0, entries, 4, more.length);
        return zip(entries);
    }

    /** An old office file with these entries at its root. */
    static byte[] oldOffice(String... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (POIFSFileSystem office = new POIFSFileSystem()) {
            for (String entry : entries) {
                office.createDocument(new java.io.ByteArrayInputStream(new byte[5000]), entry);
            }
            office.writeFilesystem(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
