package org.hotline12345.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Makes the seal of a link: HMAC-SHA256 over the seal before and every field of the entry. */
@Component
class Seals {

    static final String FIRST = "0".repeat(64);
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Seals(SealSettings settings) {
        byte[] secret = settings.key() == null ? new byte[0] : Base64.getDecoder().decode(settings.key().strip());
        this.key = new SecretKeySpec(hmac(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, ALGORITHM),
                "hotline-audit-chain".getBytes(StandardCharsets.UTF_8)), ALGORITHM);
    }

    /** @return 64 hexadecimal digits */
    String over(String before, SealedEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            field(out, before);
            out.writeLong(entry.id());
            out.writeLong(entry.at());
            out.writeLong(entry.times());
            field(out, entry.kind());
            field(out, entry.actor());
            field(out, entry.actorName());
            field(out, entry.address());
            field(out, entry.subject());
            field(out, entry.ticketNo());
            field(out, entry.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(hmac(key, bytes.toByteArray()));
    }

    private static void field(DataOutputStream out, String value) throws IOException {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte[] hmac(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
