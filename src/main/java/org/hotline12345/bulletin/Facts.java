package org.hotline12345.bulletin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Measures;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the forms of the process show, in words. */
@Component
public class Facts {

    /** What tells of the whole at a glance. */
    private static final List<String> TOLD = List.of("received", "handled", "overdue", "calledBack", "satisfied");

    private final Editions editions;
    private final Snapshots snapshots;
    private final Shares shares;
    private final CrossFoot crossFoot;
    private final Measures measures;

    Facts(Editions editions, Snapshots snapshots, Shares shares, CrossFoot crossFoot, Measures measures) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.shares = shares;
        this.crossFoot = crossFoot;
        this.measures = measures;
    }

    /** The bulletin as its editor, reviewer and signer see it: what agrees, what was objected to, what a correction corrects. */
    @Transactional(readOnly = true)
    public String ofBulletin(String id) {
        Edition edition = editions.require(id);
        StringBuilder words = new StringBuilder(edition.kind().label() + "：" + edition.name() + "\n统计期：" + edition.from() + "至" + edition.to());
        if (edition.snapshot() == null) {
            return words.toString();
        }
        Frozen frozen = snapshots.frozen(edition);
        Figures figures = frozen.figures();
        words.append("\n").append(TOLD.stream().map(code -> name(code) + figures.count(code) + measures.require(code).unit()).collect(Collectors.joining("，")));
        List<Contradiction> found = crossFoot.of(frozen);
        words.append("\n勾稽核对：").append(found.isEmpty() ? "一致" : found.stream().map(Contradiction::message).collect(Collectors.joining("\n　")));
        List<Shares.Objection> raised = shares.objections(id);
        if (!raised.isEmpty()) {
            words.append("\n异议：").append(raised.stream().map(objection -> objection.unitName() + " " + name(objection.measure()) + "，"
                    + ruling(objection)).collect(Collectors.joining("\n　")));
        }
        if (edition.corrects() != null) {
            words.append("\n更正").append(frozen.corrected().number()).append("：").append(Change.inWords(frozen.corrected().changes()));
        }
        return words.toString();
    }

    private static String ruling(Shares.Objection objection) {
        if (objection.ruling() == null) {
            return "未裁定";
        }
        return ("upheld".equals(objection.ruling()) ? "成立" : "不成立") + "：" + objection.rulingReason()
                + (objection.changeNote() == null ? "" : "（" + objection.changeNote() + "）");
    }

    /** What a unit can object to: codes of measures with their names in the catalogue, in the order of its row. */
    public Map<String, String> measuresOfUnits() {
        Map<String, String> named = new LinkedHashMap<>();
        Shares.MEASURES.forEach(code -> named.put(code, name(code)));
        return named;
    }

    /** A unit's own row of a draft, and nothing of other units. */
    @Transactional(readOnly = true)
    public String ofUnit(String id, String unit) {
        Edition edition = editions.require(id);
        Figures figures = snapshots.figures(edition.snapshot());
        return edition.name() + "\n统计期：" + edition.from() + "至" + edition.to() + "\n" + snapshots.names(edition.snapshot()).of(Dimension.UNIT, unit) + "：\n"
                + Shares.MEASURES.stream().map(code -> "　" + name(code) + " " + figures.count(code, Dimension.UNIT, unit)).collect(Collectors.joining("\n"));
    }

    /** An objection with its figure, its tickets and why. */
    @Transactional(readOnly = true)
    public String ofObjection(long number) {
        Shares.Objection objection = shares.objection(number);
        return editions.require(objection.bulletinId()).name() + "\n" + objection.unitName() + "（" + objection.raisedByName() + "）对“" + name(objection.measure())
                + " " + objection.printed() + "”有异议\n工单：" + String.join("、", objection.tickets()) + "\n理由：" + objection.reason();
    }

    private String name(String measure) {
        return measures.require(measure).name();
    }
}
