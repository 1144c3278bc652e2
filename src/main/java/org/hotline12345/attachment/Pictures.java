package org.hotline12345.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.hotline12345.common.Refusal;

/**
 * Takes out of a photograph what tells where, when and with what it was taken, and whatever else hangs on it. The picture
 * itself stays as it was, to the bit: it is evidence. Only parts known to be needed for showing it are kept.
 */
final class Pictures {

    private static final long MOST_PIXELS = 120_000_000;
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> PNG_KEPT = Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP",
            "sBIT", "pHYS", "bKGD", "cICP", "acTL", "fcTL", "fdAT");
    private static final Set<String> WEBP_KEPT = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");
    /** In the flags of a WebP: there is Exif, there is XMP. */
    private static final int WEBP_METADATA = 0x0c;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int COM = 0xfe;

    private Pictures() {
    }

    /** @throws Refusal INVALID {@code attachment.brokenFile}, {@code attachment.tooManyPixels} */
    static byte[] clean(FileType type, byte[] picture) {
        try {
            return switch (type) {
                case JPEG -> jpeg(ByteBuffer.wrap(picture));
                case PNG -> png(ByteBuffer.wrap(picture));
                case WEBP -> webp(ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN));
                default -> throw new IllegalArgumentException(type + " is no picture");
            };
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException cutOff) {
            throw broken();
        }
    }

    private static Refusal broken() {
        return Refusal.invalid("attachment.brokenFile", "图片不完整或已损坏，请重新拍摄或另存后上传。");
    }

    private static void requirePixels(long width, long height) {
        if (width < 1 || height < 1) {
            throw broken();
        }
        if (width * height > MOST_PIXELS) {
            throw Refusal.invalid("attachment.tooManyPixels", "图片有" + width + "×" + height + "像素，超过1.2亿像素，请缩小后上传。");
        }
    }

    // ---------------------------------------------------------------- JPEG: marked segments

    private static byte[] jpeg(ByteBuffer in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.capacity());
        if (in.getShort() != (short) 0xffd8) {
            throw broken();
        }
        mark(out, SOI);
        boolean measured = false;
        boolean shown = false;
        boolean turned = false;
        while (in.hasRemaining()) {
            int marker = nextMarker(in);
            if (marker == EOI) {
                break;
            }
            int start = in.position();
            int length = in.getShort() & 0xffff;
            ByteBuffer segment = in.slice(start, length);
            in.position(start + length);
            if (isFrame(marker)) {
                requirePixels(segment.getShort(5) & 0xffff, segment.getShort(3) & 0xffff);
                measured = true;
            }
            int turn = marker == APP0 + 1 && !turned ? orientation(segment) : 1;
            if (turn > 1) {
                // Without it a phone's portrait lies on its side.
                mark(out, APP0 + 1);
                out.writeBytes(exifOf(turn));
                turned = true;
            }
            if (isKept(marker, segment)) {
                mark(out, marker);
                put(out, segment);
            }
            if (marker == SOS) {
                shown = true;
                copyScan(in, out);
            }
        }
        if (!measured || !shown) {
            throw broken();
        }
        mark(out, EOI);
        return out.toByteArray();
    }

    private static void mark(ByteArrayOutputStream out, int marker) {
        out.write(0xff);
        out.write(marker);
    }

    private static int nextMarker(ByteBuffer in) {
        if (in.get() != (byte) 0xff) {
            throw broken();
        }
        int marker = in.get() & 0xff;
        while (marker == 0xff) {
            marker = in.get() & 0xff;
        }
        return marker;
    }

    /** Start of a frame, which says how large the picture is; three of these numbers mean something else. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean isKept(int marker, ByteBuffer segment) {
        return switch (marker) {
            case APP0 -> says(segment, "JFIF\0");
            case APP0 + 2 -> says(segment, "ICC_PROFILE\0");
            case APP0 + 14 -> says(segment, "Adobe");
            default -> marker != COM && (marker < APP0 || marker > APP0 + 15);
        };
    }

    private static boolean says(ByteBuffer segment, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        return segment.capacity() >= 2 + wanted.length && segment.slice(2, wanted.length).equals(ByteBuffer.wrap(wanted));
    }

    /** The picture's data up to the next marker; an FF in them is followed by 00 or is a restart. */
    private static void copyScan(ByteBuffer in, ByteArrayOutputStream out) {
        int start = in.position();
        int end = start;
        while (end < in.limit()) {
            if (in.get(end) == (byte) 0xff && end + 1 < in.limit()) {
                int next = in.get(end + 1) & 0xff;
                if (next != 0 && (next < 0xd0 || next > 0xd7) && next != 0xff) {
                    break;
                }
            }
            end++;
        }
        put(out, in.slice(start, end - start));
        in.position(end);
    }

    /** 1 (upright) to 8, as Exif numbers them; 1 for anything unreadable. */
    private static int orientation(ByteBuffer segment) {
        if (!says(segment, "Exif\0\0")) {
            return 1;
        }
        try {
            ByteBuffer tiff = segment.slice(8, segment.capacity() - 8);
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + 12 * i;
                if (tiff.getShort(entry) == 0x0112) {
                    int turn = tiff.getShort(entry + 8);
                    return turn >= 1 && turn <= 8 ? turn : 1;
                }
            }
        } catch (IndexOutOfBoundsException unreadable) {
            return 1;
        }
        return 1;
    }

    /** A whole Exif segment that says which side is up and nothing else. */
    private static byte[] exifOf(int orientation) {
        return ByteBuffer.allocate(34).putShort((short) 34).put("Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 42)
                .putInt(8).putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation)
                .putShort((short) 0).putInt(0).array();
    }

    // ---------------------------------------------------------------- PNG and WebP: named chunks

    private static byte[] png(ByteBuffer in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.capacity());
        out.writeBytes(PNG_START);
        in.position(PNG_START.length);
        String name = "";
        while (!name.equals("IEND")) {
            int start = in.position();
            int length = in.getInt();
            boolean first = name.isEmpty();
            name = name(in);
            if (first) {
                if (!name.equals("IHDR")) {
                    throw broken();
                }
                requirePixels(in.getInt(start + 8) & 0xffffffffL, in.getInt(start + 12) & 0xffffffffL);
            }
            ByteBuffer chunk = in.slice(start, 12 + length);
            in.position(start + 12 + length);
            if (PNG_KEPT.contains(name)) {
                put(out, chunk);
            }
        }
        return out.toByteArray();
    }

    private static byte[] webp(ByteBuffer in) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream(in.capacity());
        int end = Math.min(in.limit(), 8 + in.getInt(4));
        in.position(12);
        boolean measured = false;
        while (in.position() + 8 <= end) {
            int start = in.position();
            String name = name(in);
            int length = in.getInt();
            int padded = length + (length & 1);
            ByteBuffer chunk = in.slice(start, 8 + length).order(ByteOrder.LITTLE_ENDIAN);
            in.position(Math.min(in.limit(), start + 8 + padded));
            if (!WEBP_KEPT.contains(name)) {
                continue;
            }
            if (!measured) {
                measure(name, chunk);
                measured = true;
            }
            byte[] kept = new byte[8 + padded];
            chunk.get(0, kept, 0, 8 + length);
            if (name.equals("VP8X")) {
                kept[8] &= ~WEBP_METADATA;
            }
            chunks.writeBytes(kept);
        }
        if (!measured) {
            throw broken();
        }
        return ByteBuffer.allocate(12 + chunks.size()).order(ByteOrder.LITTLE_ENDIAN).put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(4 + chunks.size()).put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(chunks.toByteArray()).array();
    }

    private static void measure(String name, ByteBuffer chunk) {
        switch (name) {
            case "VP8X" -> requirePixels(1 + (chunk.getInt(12) & 0xffffff), 1 + (chunk.getInt(14) >>> 8));
            case "VP8 " -> requirePixels(chunk.getShort(14) & 0x3fff, chunk.getShort(16) & 0x3fff);
            case "VP8L" -> requirePixels(1 + (chunk.getInt(9) & 0x3fff), 1 + (chunk.getInt(9) >>> 14 & 0x3fff));
            default -> throw broken();
        }
    }

    private static String name(ByteBuffer in) {
        byte[] name = new byte[4];
        in.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static void put(ByteArrayOutputStream out, ByteBuffer part) {
        byte[] bytes = new byte[part.capacity()];
        part.get(0, bytes);
        out.writeBytes(bytes);
    }
}
