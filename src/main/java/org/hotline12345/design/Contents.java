package org.hotline12345.design;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hotline12345.common.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps every content a model ever had, once, by its SHA-256 in hex. */
@Component
class Contents {

    private final JdbcClient jdbc;

    Contents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Resource name to hash of its content, in order. */
    static Map<String, String> hashes(Map<String, byte[]> set) {
        Map<String, String> hashes = new TreeMap<>();
        set.forEach((resource, content) -> hashes.put(resource, Sha256.of(content)));
        return hashes;
    }

    /** One hash for a whole set: equal when names and contents are. */
    static String hashOfSet(Map<String, byte[]> set) {
        StringBuilder all = new StringBuilder();
        hashes(set).forEach((resource, hash) -> all.append(resource).append('=').append(hash).append('\n'));
        return Sha256.of(all.toString());
    }

    void keep(Collection<byte[]> contents) {
        Map<String, byte[]> missing = new HashMap<>();
        contents.forEach(content -> missing.put(Sha256.of(content), content));
        if (missing.isEmpty()) {
            return;
        }
        Set<String> known = new HashSet<>(jdbc.sql("select hash from design_content where hash in (:hashes)")
                .param("hashes", missing.keySet()).query(String.class).list());
        missing.forEach((hash, content) -> {
            if (!known.contains(hash)) {
                jdbc.sql("insert into design_content (hash, content) values (:hash, :content)")
                        .param("hash", hash).param("content", content).update();
            }
        });
    }

    /** @return hash to content; every hash must have been kept */
    Map<String, byte[]> of(Collection<String> hashes) {
        Map<String, byte[]> contents = new HashMap<>();
        if (!hashes.isEmpty()) {
            jdbc.sql("select hash, content from design_content where hash in (:hashes)").param("hashes", Set.copyOf(hashes))
                    .query(row -> {
                        contents.put(row.getString(1), row.getBytes(2));
                    });
        }
        return contents;
    }

    /** @param hashes resource name to hash */
    Map<String, byte[]> set(Map<String, String> hashes) {
        Map<String, byte[]> contents = of(hashes.values());
        Map<String, byte[]> set = new TreeMap<>();
        hashes.forEach((resource, hash) -> set.put(resource, contents.get(hash)));
        return set;
    }
}
