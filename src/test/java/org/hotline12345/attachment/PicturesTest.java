package org.hotline12345.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.Test;

/** What is taken out of pictures and recordings, judged by somebody else's reader. */
class PicturesTest {

    @Test
    void aPhotographLosesItsPlaceAndKeepsItsSideUpAndEveryPixel() throws Exception {
        byte[] sent = Samples.photograph(0x336699);
        Metadata before = ImageMetadataReader.readMetadata(new ByteArrayInputStream(sent));
        assertThat(before.getFirstDirectoryOfType(GpsDirectory.class).getRationalArray(GpsDirectory.TAG_LATITUDE)[0].intValue()).isEqualTo(27);

        byte[] kept = Pictures.clean(FileType.JPEG, sent);
        Metadata after = ImageMetadataReader.readMetadata(new ByteArrayInputStream(kept));
        assertThat(after.getFirstDirectoryOfType(GpsDirectory.class)).isNull();
        assertThat(after.getFirstDirectoryOfType(ExifIFD0Directory.class).getInt(ExifIFD0Directory.TAG_ORIENTATION)).isEqualTo(6);
        assertThat(after.getFirstDirectoryOfType(ExifIFD0Directory.class).getTagCount()).isEqualTo(1);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("somebody", "taken at home", "hidden", "PK\3\4");
        assertSamePixels(sent, kept);
        assertThat(Pictures.clean(FileType.JPEG, kept)).isEqualTo(kept);
    }

    @Test
    void progressiveAndUprightPhotographsStayAsTheyWere() throws IOException {
        byte[] plain = Samples.plainJpeg(0x112233);
        assertThat(Pictures.clean(FileType.JPEG, plain)).isEqualTo(plain);
        byte[] progressive = progressive();
        assertSamePixels(progressive, Pictures.clean(FileType.JPEG, progressive));
    }

    private static byte[] progressive() throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        javax.imageio.ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(javax.imageio.ImageWriteParam.MODE_DEFAULT);
        try (javax.imageio.stream.ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new javax.imageio.IIOImage(Samples.image(64, 64, Color.BLUE), null, null), how);
        }
        writer.dispose();
        return out.toByteArray();
    }

    @Test
    void aPngLosesItsTextsAndItsExif() throws Exception {
        byte[] sent = Samples.pngWithPlace();
        assertThat(new String(sent, StandardCharsets.ISO_8859_1)).contains("Location", "eXIf");
        byte[] kept = Pictures.clean(FileType.PNG, sent);
        assertThat(kept).isEqualTo(Samples.png());
        assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(kept)).containsDirectoryOfType(GpsDirectory.class)).isFalse();
    }

    @Test
    void aWebpLosesItsExifAndSaysSoInItsFlags() throws Exception {
        byte[] kept = Pictures.clean(FileType.WEBP, Samples.webpWithPlace());
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).contains("VP8L").doesNotContain("EXIF", "XMP", "27,14N");
        assertThat(kept[20]).isZero();
        Iterable<Directory> left = ImageMetadataReader.readMetadata(new ByteArrayInputStream(kept)).getDirectories();
        assertThat(StreamSupport.stream(left.spliterator(), false).map(Directory::getName).toList()).noneMatch(name -> name.matches(".*(GPS|Exif|XMP).*"));
    }

    @Test
    void brokenAndOverlargePicturesAreRefused() {
        byte[] photograph = Samples.photograph(1);
        for (int length : new int[] {2, 3, 20, 150, 300}) {
            assertThatThrownBy(() -> Pictures.clean(FileType.JPEG, Arrays.copyOf(photograph, length))).as("cut at " + length)
                    .isInstanceOf(Refusal.class).extracting("code").isEqualTo("attachment.brokenFile");
        }
        byte[] png = Samples.png();
        assertThatThrownBy(() -> Pictures.clean(FileType.PNG, Arrays.copyOf(png, png.length - 5)))
                .isInstanceOf(Refusal.class).extracting("code").isEqualTo("attachment.brokenFile");
        assertThatThrownBy(() -> Pictures.clean(FileType.WEBP, Arrays.copyOf(Samples.webpWithPlace(), 14)))
                .isInstanceOf(Refusal.class).extracting("code").isEqualTo("attachment.brokenFile");
        assertThatThrownBy(() -> Pictures.clean(FileType.PNG, Samples.pixelFlood()))
                .isInstanceOf(Refusal.class).extracting("code").isEqualTo("attachment.tooManyPixels");
    }

    @Test
    void noSentPictureBreaksTheReader() {
        java.util.Random chance = new java.util.Random(12345);
        int refused = 0;
        for (FileType type : new FileType[] {FileType.JPEG, FileType.PNG, FileType.WEBP}) {
            byte[] sound = type == FileType.JPEG ? Samples.photograph(2) : type == FileType.PNG ? Samples.pngWithPlace() : Samples.webpWithPlace();
            for (int i = 0; i < 2000; i++) {
                byte[] spoilt = sound.clone();
                for (int n = 0; n < 4; n++) {
                    spoilt[chance.nextInt(spoilt.length)] = (byte) chance.nextInt();
                }
                try {
                    Pictures.clean(type, spoilt);
                } catch (Refusal expected) {
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    private static void assertSamePixels(byte[] one, byte[] other) throws IOException {
        BufferedImage before = ImageIO.read(new ByteArrayInputStream(one));
        BufferedImage after = ImageIO.read(new ByteArrayInputStream(other));
        assertThat(after.getRGB(0, 0, after.getWidth(), after.getHeight(), null, 0, after.getWidth()))
                .isEqualTo(before.getRGB(0, 0, before.getWidth(), before.getHeight(), null, 0, before.getWidth()));
    }
}
