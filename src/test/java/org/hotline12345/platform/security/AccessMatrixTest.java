package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** Holds the doors against {@code security/access-matrix.csv}: every role, every listed operation, both engine APIs. */
class AccessMatrixTest extends DoorsTest {

    private static final Map<String, String> ACCOUNTS = new LinkedHashMap<>();
    private static final List<String> ENGINES = List.of("/engine-rest/", "/engine-rest/engine/default/",
            "/camunda/api/engine/engine/default/");

    static {
        ACCOUNTS.put("unit", CLERK);
        for (String role : List.of("operator", "dispatcher", "reviewer", "callback", "supervisor", "designer")) {
            ACCOUNTS.put(role, role);
        }
        ACCOUNTS.put("channel", CHANNEL);
        for (String role : List.of("admin", "inspector", "auditor", "bulletin-editor", "bulletin-signer")) {
            ACCOUNTS.put(role, role);
        }
    }

    @Test
    void everyDoorIsAsWideAsTheMatrixSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<String, String> role : ACCOUNTS.entrySet()) {
            Door basic = Door.basic(port, role.getValue());
            Door browser = role.getKey().equals("channel") ? null : Door.signedIn(port, role.getValue());
            for (CSVRecord row : rows()) {
                for (String path : paths(row.get("path"))) {
                    Door door = path.matches("/(camunda/|actuator|wall|desk|bulletins|admin|designer).*") ? browser : basic;
                    if (door == null) {
                        continue;
                    }
                    asked++;
                    HttpResponse<String> answer = door.call(row.get("method"), path,
                            row.get("method").matches("POST|PUT") ? "{}" : null);
                    boolean closed = answer.body().contains("platform.doorClosed")
                            || row.get("method").equals("HEAD") && answer.statusCode() == 403;
                    boolean expectedClosed = row.get(role.getKey()).equals("deny");
                    if (closed != expectedClosed || answer.statusCode() >= 500) {
                        wrong.add(role.getKey() + " " + row.get("method") + " " + path + " -> " + answer.statusCode());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(2000);
    }

    @Test
    void nobodyGetsAnywhereWithoutSigningIn() throws IOException {
        Door anonymous = Door.anonymous(port);
        anonymous.get("/login");
        List<String> wrong = new ArrayList<>();
        for (CSVRecord row : rows()) {
            for (String path : paths(row.get("path"))) {
                HttpResponse<String> answer = anonymous.call(row.get("method"), path,
                        row.get("method").matches("POST|PUT") ? "{}" : null);
                if (answer.statusCode() != 401) {
                    wrong.add(row.get("method") + " " + path + " -> " + answer.statusCode());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> paths(String path) {
        return path.startsWith("engine:")
                ? ENGINES.stream().map(engine -> engine + path.substring("engine:".length())).toList() : List.of(path);
    }

    private static List<CSVRecord> rows() throws IOException {
        try (CSVParser parser = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(
                new java.io.InputStreamReader(new ClassPathResource("security/access-matrix.csv").getInputStream(),
                        StandardCharsets.UTF_8))) {
            return parser.getRecords();
        }
    }
}
