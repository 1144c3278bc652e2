package org.hotline12345.design;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Models;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hands out the decision tables in force as spreadsheets and makes drafts of those that come back. */
@Component
public class Sheets {

    private final Models models;
    private final Drafts drafts;
    private final Designers designers;
    private final DecisionSheets sheets;

    Sheets(Models models, Drafts drafts, Designers designers, DecisionSheets sheets) {
        this.models = models;
        this.drafts = drafts;
        this.designers = designers;
        this.sheets = sheets;
    }

    /**
     * A draft and what it changes, row by row.
     *
     * @param diff before and after as the sheet shows them
     */
    public record Imported(@JsonUnwrapped Draft draft, List<DecisionSheets.Change> diff) {
    }

    /**
     * The workbook of the file a decision stands in.
     *
     * @throws Refusal UNKNOWN {@code design.unknownDecision}, RULE {@code design.noTable}
     */
    @Transactional(readOnly = true)
    public byte[] export(String decision) {
        designers.require();
        Map<String, byte[]> inForce = models.inForce();
        String resource = resource(inForce, decision);
        return sheets.export(resource, inForce.get(resource));
    }

    /**
     * A draft of a filled-in workbook. Nothing is kept of a workbook that is refused.
     *
     * @throws Refusal INVALID with the row and the column for what cannot be read; RULE {@code design.nothingChanges}
     */
    @Transactional
    public Imported take(String decision, byte[] workbook, String note) {
        designers.require();
        Map<String, byte[]> inForce = models.inForce();
        String resource = resource(inForce, decision);
        DecisionSheets.Reading reading = sheets.read(resource, inForce.get(resource), workbook);
        if (reading.diff().isEmpty()) {
            throw Refusal.rule("design.nothingChanges", "表格与现行的规则相同，没有需要发布的内容；如已修改，请确认保存后再上传。");
        }
        return new Imported(drafts.create(List.of(new Drafts.Upload(resource, reading.content())), note), reading.diff());
    }

    /** The file that holds a decision. @throws Refusal UNKNOWN {@code design.unknownDecision} */
    static String resource(Map<String, byte[]> inForce, String decision) {
        String own = Models.Kind.DECISION.resource(decision);
        if (inForce.containsKey(own)) {
            return own;
        }
        return inForce.keySet().stream().filter(resource -> Models.Kind.ofFile(resource).filter(Models.Kind.DECISION::equals).isPresent())
                .filter(resource -> DecisionFile.read(inForce.get(resource)).tables().stream().anyMatch(table -> table.decision().equals(decision)))
                .findFirst().orElseThrow(() -> Refusal.unknown("design.unknownDecision", "没有这张决策表，请刷新列表。"));
    }
}
