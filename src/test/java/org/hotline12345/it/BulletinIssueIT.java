package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Bulletins through the doors of a running node with its jobs: the way to the units, and numbers without a gap. */
@EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
class BulletinIssueIT {

    private static final Node NODE = SharedNode.get();
    private static final LocalDate TODAY = LocalDate.ofInstant(Instant.now(), ZoneId.of("Asia/Shanghai"));

    private final Person editor = NODE.as("bulletin-editor");
    private final Person unit = NODE.as("clerk-market-regulation");

    @Test
    void aMonthlyBulletinGoesFromTheFrozenFiguresToTheUnitsInIt() {
        Map<String, Object> request = Person.complaint(null);
        request.put("category", "consumer-rights");
        NODE.as("operator").registers(request);
        String id = begun("monthly", TODAY.withDayOfMonth(1));
        assertThat(editor.get("/api/bulletins/" + id).expect(200).json().path("contradictions")).isEmpty();
        assertThat(unit.get("/api/bulletins/" + id).status()).isEqualTo(404);
        assertThat(unit.get("/api/bulletins/" + id + "/content").status()).isEqualTo(404);
        JsonNode problems = editor.put("/api/bulletins/" + id + "/pieces", lead(lead(id), "本月受理7654321件。")).expect(200).json();
        assertThat(problems.get(0).path("cell").asText()).contains("7654321");
        assertThat(editor.post("/api/bulletins/" + id + "/submit", null).expect(409).json().path("code").asText()).isEqualTo("bulletin.figuresDisagree");
        assertThat(editor.put("/api/bulletins/" + id + "/pieces", lead("从前的开头语", "本月受理{received}件。")).expect(409).json().path("code").asText())
                .isEqualTo("bulletin.textChanged");
        editor.put("/api/bulletins/" + id + "/pieces", lead(lead(id), "本月受理{received}件。")).expect(200);
        editor.post("/api/bulletins/" + id + "/submit", null).expect(200);
        assertThat(unit.get("/api/bulletins/" + id + "/own").expect(200).json().get(0).path("figures").path("assigned").asLong()).isPositive();
        unit.completesSoon(id, "Task_CheckFigures", Map.of("answer", "agree"));
        for (JsonNode share : editor.get("/api/bulletins/" + id + "/objections").expect(200).json().path("units")) {
            if (share.path("state").asText().equals("asked")) {
                NODE.as("clerk-" + share.path("unit").asText()).completesSoon(id, "Task_CheckFigures", Map.of("answer", "agree"));
            }
        }
        reviewedAndSigned(id);
        await(() -> state(id).equals("issued"));
        JsonNode files = unit.get("/api/bulletins/" + id + "/files").expect(200).json();
        assertThat(files).hasSize(2);
        assertThat(unit.get("/api/bulletins/" + id + "/files/docx").status()).isEqualTo(200);
        assertThat(unit.get("/api/bulletins").expect(200).json().path("items").findValuesAsText("id")).contains(id);
        assertThat(NODE.as("supervisor").get("/api/bulletins/" + id + "/steps").expect(200).json().findValuesAsText("what"))
                .containsSubsequence("拟编月报", "冻结数据", "勾稽核对", "修改正文", "提交", "单位核对无异议", "核对期结束", "审核通过", "签发", "编号", "印发", "归档");
    }

    @Test
    void bulletinsSignedAtTheSameMomentAreNumberedWithoutAGap() {
        editor.put("/api/bulletins/frames?jurisdiction=430500", frame("daily", "邵热日报")).expect(200);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(begun("daily", TODAY));
        }
        ids.forEach(id -> editor.post("/api/bulletins/" + id + "/submit", null).expect(200));
        ids.parallelStream().forEach(this::reviewedAndSigned);
        ids.forEach(id -> await(() -> state(id).equals("issued")));
        List<String> numbers = ids.stream().map(id -> editor.get("/api/bulletins/" + id).expect(200).json().path("number").asText()).sorted().toList();
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 4).mapToObj(n -> "邵热日报〔" + TODAY.getYear() + "〕" + n + "号").toList());
    }

    private static Map<String, Object> frame(String kind, String mark) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("kind", kind);
        frame.put("issuer", "邵阳市行政审批服务局");
        frame.put("mark", mark);
        frame.put("publicity", "依申请公开");
        return frame;
    }

    private String begun(String kind, LocalDate from) {
        String id = editor.post("/api/bulletins", Map.of("jurisdiction", "430500", "kind", kind, "from", from.toString(), "to", TODAY.toString()))
                .expect(200).json().path("id").asText();
        await(() -> state(id).equals("draft"));
        return id;
    }

    /** What is kept as the lead now. */
    private String lead(String id) {
        JsonNode first = editor.get("/api/bulletins/" + id + "/pieces").expect(200).json().get(0);
        assertThat(first.path("code").asText()).isEqualTo("lead");
        return first.path("kept").asText();
    }

    private static Map<String, Object> lead(String before, String text) {
        return Map.of("lead", Map.of("before", before, "text", text));
    }

    private void reviewedAndSigned(String id) {
        NODE.as("supervisor").completesSoon(id, "Task_ReviewBulletin", Map.of("verdict", "pass"));
        NODE.as("bulletin-signer").completesSoon(id, "Task_SignBulletin", Map.of("verdict", "sign"));
    }

    private String state(String id) {
        return editor.get("/api/bulletins/" + id).expect(200).json().path("state").asText();
    }

    private static void await(BooleanSupplier met) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!met.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come about within a minute");
            }
            LockSupport.parkNanos(200_000_000L);
        }
    }
}
