package org.hotline12345.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.common.Models;
import org.hotline12345.design.DecisionRows.RowView;
import org.hotline12345.platform.EngineFeelSyntax;
import org.hotline12345.routing.RowCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What an owner sees of the rows of a table: how often each came true, was wrong, was overruled, and when it ends. */
class DecisionRowsTest extends DesignDoors {

    private static final String ROWS = "/api/designer/decisions/withdrawal/rows";

    @Autowired
    Clock clock;
    @Autowired
    TransactionTemplate transaction;

    @Test
    void hitsReturnsAndOverridesAreCountedOnceAndKeptByMonth() throws Exception {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from routing_row_month").update();
            jdbc.sql("update routing_row_counted set counted_until = 0").update();
        });
        List<String> rules = DecisionFile.read(model("dmn/withdrawal.dmn").getBytes(StandardCharsets.UTF_8)).tables().get(0).rows().stream()
                .map(DecisionFile.Row::id).toList();
        String busy = rules.get(1);
        String overruled = rules.get(2);
        decided(busy, "hit", "education", 70, null, null);
        decided(busy, "hit", "education", 40, null, 39);
        decided(busy, "hit", null, 0, null, null);
        decided(busy, "shadowed", "education", 40, null, null);
        decided(overruled, "hit", "education", 40, 40, null);
        decided(overruled, "hit", "housing", 40, 40, null);

        JsonNode first = get("designer", ROWS + "?sort=hits", 200);
        assertThat(first.get("total").asInt()).isEqualTo(rules.size());
        JsonNode row = first.get("items").get(0);
        assertThat(row.get("row").asText()).isEqualTo(busy);
        assertThat(row.get("description").asText()).isNotBlank();
        assertThat(row.get("cells").fieldNames()).toIterable().allMatch(title -> title.startsWith("条件：") || title.startsWith("结果："));
        assertThat(row.get("hits").asLong()).isEqualTo(3);
        assertThat(row.get("returns").asLong()).isEqualTo(1);
        assertThat(row.get("overrides").asLong()).isZero();
        assertThat(row.get("lastHit").asText()).startsWith(clock.instant().atZone(clock.getZone()).toLocalDate().toString().substring(0, 4));
        JsonNode second = get("designer", ROWS + "?sort=overrides&size=1", 200);
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("items").get(0).get("row").asText()).isEqualTo(overruled);
        assertThat(second.get("items").get(0).get("hits").asLong()).isEqualTo(2);
        assertThat(second.get("items").get(0).get("overrides").asLong()).as("a guide's row was not overruled").isEqualTo(1);
        assertThat(get("admin", ROWS + "?sort=hits", 200)).as("asked again").isEqualTo(first);
        assertThat(jdbc.sql("select sum(hits) from routing_row_month where decision = 'withdrawal' and rule_id = :rule").param("rule", busy)
                .query(Long.class).single()).as("what is settled is kept, the last hour is looked up").isEqualTo(2);
        decided(busy, "hit", null, 0, null, null);
        assertThat(get("designer", ROWS + "?sort=hits", 200).get("items").get(0).get("hits").asLong()).isEqualTo(4);
        assertThat(get("designer", ROWS, 200).get("items").findValuesAsText("row")).containsExactlyElementsOf(rules);
        assertThat(get("designer", ROWS + "?page=9", 200).get("items")).isEmpty();
    }

    @Test
    void rowsThatEndWithinThirtyDaysComeFirstOnRequest() {
        StringBuilder rows = new StringBuilder();
        for (String end : List.of("", "2026-08-01", "2026-06-30", "2026-07-30", "2026-07-01", "2026-08-30", "不是日期")) {
            rows.append("<rule id=\"Rule_").append(end).append("\"><description>一行</description><outputEntry id=\"o").append(end)
                    .append("\"><text>\"x\"</text></outputEntry><outputEntry id=\"v").append(end).append("\"><text>")
                    .append(end.isEmpty() ? "" : "\"" + end + "\"").append("</text></outputEntry></rule>");
        }
        String table = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"><decision id=\"planning\" name=\"规划\">"
                + "<decisionTable id=\"t\" hitPolicy=\"COLLECT\"><output id=\"a\" name=\"note\" typeRef=\"string\"/>"
                + "<output id=\"b\" label=\"失效日期\" name=\"validTo\" typeRef=\"string\"/>" + rows + "</decisionTable></decision></definitions>";
        Models models = mock(Models.class);
        when(models.inForce()).thenReturn(Map.of("dmn/planning.dmn", table.getBytes(StandardCharsets.UTF_8)));
        RowCounts counts = mock(RowCounts.class);
        when(counts.of(anyString())).thenReturn(Map.of());
        Clock july = Clock.fixed(Instant.parse("2026-07-01T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
        DecisionRows decisionRows = new DecisionRows(models, new DecisionSheets(new SeedWords(), new EngineFeelSyntax()), counts,
                mock(Designers.class), july);
        List<RowView> sorted = decisionRows.list("planning", "expiry", 0, 10).items();
        assertThat(sorted).extracting(RowView::expiresInDays).containsExactly(0L, 29L, -1L, 31L, 60L, null, null);
        List<String> paged = new ArrayList<>();
        for (int page = 0; page < 4; page++) {
            decisionRows.list("planning", "expiry", page, 2).items().forEach(row -> paged.add(row.row()));
        }
        assertThat(paged).containsExactlyElementsOf(sorted.stream().map(RowView::row).toList());
    }

    @Test
    void whatIsNoTableAndNoOrderIsRefused() throws Exception {
        assertThat(get("designer", "/api/designer/decisions/no-such-table/rows", 404).get("code").asText()).isEqualTo("design.unknownDecision");
        assertThat(get("designer", ROWS + "?sort=rate", 400).get("code").asText()).isEqualTo("design.unknownSort");
        assertThat(get("designer", ROWS + "?size=100000", 400).get("code").asText()).isEqualTo("common.badPage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "dispatcher", "reviewer", "callback", "supervisor", "clerk-market-regulation"})
    void onlyDesignersAndAdministratorsSeeThem(String user) throws Exception {
        assertThat(get(user, ROWS, 403).get("code").asText()).isEqualTo("design.notForRole");
    }

    private void decided(String rule, String outcome, String unit, int daysAgo, Integer overriddenDaysAgo, Integer returnedDaysAgo) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> jdbc.sql("insert into routing_decided_row (ticket_no, run_id, seq, round, decision, rule_id, outcome, unit, automatic, lead_unit, "
                        + "overridden, decided_at, chosen_at, returned_at) values ('SY-ROWS', :run, 1, 1, 'withdrawal', :rule, :outcome, :unit, "
                        + "false, 'education', :overridden, :at, :chosen, :returned)")
                .param("run", UUID.randomUUID().toString()).param("rule", rule).param("outcome", outcome).param("unit", unit)
                .param("overridden", overriddenDaysAgo == null ? null : true)
                .param("at", now.minus(Duration.ofDays(daysAgo)).toEpochMilli())
                .param("chosen", overriddenDaysAgo == null ? null : now.minus(Duration.ofDays(overriddenDaysAgo)).toEpochMilli())
                .param("returned", returnedDaysAgo == null ? null : now.minus(Duration.ofDays(returnedDaysAgo)).toEpochMilli()).update());
    }
}
