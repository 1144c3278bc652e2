package org.hotline12345.ticket;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/**
 * Keeps who asked apart from what was asked: sealed with AES-256-GCM under a key from the environment, phones found by
 * keyed hash only. No other table, log or process variable holds a citizen's name or phone. The matters of a split call share
 * the call's row.
 */
@Component
class IdentityVault {

    private final JdbcClient jdbc;
    private final BytesEncryptor seal;
    private final SecretKey hashKey;
    private final int keyVersion;

    IdentityVault(JdbcClient jdbc, IdentitySettings settings) {
        this.jdbc = jdbc;
        byte[] key = decode(settings.key());
        // Two keys from one secret, so that the hash of a phone tells nothing about the sealing key.
        this.seal = new AesBytesEncryptor(new SecretKeySpec(derive(key, "seal"), "AES"),
                KeyGenerators.secureRandom(16), CipherAlgorithm.GCM);
        this.hashKey = new SecretKeySpec(derive(key, "phone"), "HmacSHA256");
        this.keyVersion = settings.keyVersion() == null ? 1 : settings.keyVersion();
    }

    private static byte[] decode(String key) {
        if (key == null || key.isBlank()) {
            throw new IllegalStateException("缺少身份加密密钥：请设置环境变量 HOTLINE_IDENTITY_KEY（32字节随机数的Base64，"
                    + "例如 openssl rand -base64 32）。Missing identity key: set HOTLINE_IDENTITY_KEY.");
        }
        byte[] bytes = Base64.getDecoder().decode(key.trim());
        if (bytes.length != 32) {
            throw new IllegalStateException("HOTLINE_IDENTITY_KEY 须为32字节的Base64。The identity key must be 32 bytes, base64.");
        }
        return bytes;
    }

    void store(String ticketNo, String name, String phone) {
        if (name == null && phone == null) {
            return;
        }
        jdbc.sql("insert into ticket_identity (ticket_no, key_version, name_sealed, phone_sealed, phone_hash) "
                        + "values (:no, :version, :name, :phone, :hash)")
                .param("no", ticketNo).param("version", keyVersion)
                .param("name", sealed(name)).param("phone", sealed(phone)).param("hash", hash(phone)).update();
    }

    /** Who asked; of one matter of a call, whoever made the call. */
    Optional<Identity> find(String ticketNo) {
        return jdbc.sql("select name_sealed, phone_sealed from ticket_identity where ticket_no = :no")
                .param("no", Tickets.callNo(ticketNo))
                .query((row, n) -> new Identity(opened(row.getString(1)), opened(row.getString(2)))).optional();
    }

    /** Who asked, of several tickets; those that nobody known asked for are missing. */
    Map<String, Identity> find(Collection<String> ticketNos) {
        Map<String, Identity> ofCalls = new HashMap<>();
        jdbc.sql("select ticket_no, name_sealed, phone_sealed from ticket_identity where ticket_no in (:numbers)")
                .param("numbers", ticketNos.stream().map(Tickets::callNo).distinct().toList()).query(row -> {
                    ofCalls.put(row.getString(1), new Identity(opened(row.getString(2)), opened(row.getString(3))));
                });
        Map<String, Identity> found = new HashMap<>();
        ticketNos.forEach(number -> Optional.ofNullable(ofCalls.get(Tickets.callNo(number)))
                .ifPresent(known -> found.put(number, known)));
        return found;
    }

    /** Whether a phone is the one the ticket was registered with. */
    Comparison compare(String ticketNo, String phone) {
        return jdbc.sql("select phone_hash from ticket_identity where ticket_no = :no and phone_hash is not null")
                .param("no", Tickets.callNo(ticketNo)).query(String.class).optional()
                .map(known -> known.equals(hash(phone)) ? Comparison.SAME : Comparison.OTHER).orElse(Comparison.NONE);
    }

    /** The corrected contact takes the place of the old one, which nobody needs any more; a null name stays as it was. */
    void replace(String ticketNo, String name, String phone) {
        jdbc.sql("update ticket_identity set key_version = :version, phone_sealed = :phone, phone_hash = :hash where ticket_no = :no")
                .param("version", keyVersion).param("phone", sealed(phone)).param("hash", hash(phone)).param("no", Tickets.callNo(ticketNo)).update();
        if (name != null) {
            jdbc.sql("update ticket_identity set name_sealed = :name where ticket_no = :no")
                    .param("name", sealed(name)).param("no", Tickets.callNo(ticketNo)).update();
        }
    }

    /** Numbers of the tickets a phone asked for, newest first. */
    List<String> ticketsOf(String phone, int limit) {
        return jdbc.sql("select ticket_no from ticket_identity where phone_hash = :hash order by ticket_no desc limit :limit")
                .param("hash", hash(phone)).param("limit", limit).query(String.class).list();
    }

    String fingerprint(String... parts) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            // Lengths keep ("ab", "c") apart from ("a", "bc").
            all.append(part == null ? -1 : part.length()).append(':').append(part);
        }
        return HexFormat.of().formatHex(mac(hashKey, all.toString()));
    }

    String sealed(String text) {
        return text == null ? null
                : Base64.getEncoder().encodeToString(seal.encrypt(text.getBytes(StandardCharsets.UTF_8)));
    }

    String opened(String sealed) {
        return sealed == null ? null : new String(seal.decrypt(Base64.getDecoder().decode(sealed)), StandardCharsets.UTF_8);
    }

    private String hash(String phone) {
        return phone == null ? null : HexFormat.of().formatHex(mac(hashKey, phone));
    }

    private static byte[] derive(byte[] key, String purpose) {
        return mac(new SecretKeySpec(key, "HmacSHA256"), purpose);
    }

    private static byte[] mac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a number given now is the one registered. */
    enum Comparison { SAME, OTHER, NONE }

    /** A citizen's name and phone in clear; never printed. */
    record Identity(String name, String phone) {

        String maskedName() {
            if (name == null) {
                return null;
            }
            return name.substring(0, name.offsetByCodePoints(0, 1)) + "*".repeat(Math.max(1, name.codePointCount(0, name.length()) - 1));
        }

        String maskedPhone() {
            if (phone == null) {
                return null;
            }
            int length = phone.length();
            return length < 8 ? "*".repeat(length)
                    : phone.substring(0, 3) + "*".repeat(length - 7) + phone.substring(length - 4);
        }

        @Override
        public String toString() {
            return "Identity[sealed]";
        }
    }
}
