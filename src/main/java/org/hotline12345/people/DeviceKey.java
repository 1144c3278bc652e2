package org.hotline12345.people;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The secret that all nodes seal the marks of known browsers with; made once, by whichever node is first. */
@Component
class DeviceKey {

    private static final int BYTES = 32;

    private final JdbcClient jdbc;

    DeviceKey(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    byte[] get() {
        return HexFormat.of().parseHex(find().orElseGet(this::make));
    }

    private java.util.Optional<String> find() {
        return jdbc.sql("select secret from people_device_key where id = 1").query(String.class).optional();
    }

    private String make() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        try {
            jdbc.sql("insert into people_device_key (id, secret) values (1, :secret)").param("secret", HexFormat.of().formatHex(secret)).update();
        } catch (DuplicateKeyException faster) {
            // Another node's is as good.
            return find().orElseThrow();
        }
        return find().orElseThrow();
    }
}
