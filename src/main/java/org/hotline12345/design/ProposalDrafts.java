package org.hotline12345.design;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hotline12345.common.Models;
import org.hotline12345.common.Refusal;
import org.hotline12345.design.DecisionFile.Column;
import org.hotline12345.design.DecisionFile.Row;
import org.hotline12345.design.DecisionFile.Table;
import org.hotline12345.organization.Regions;
import org.hotline12345.routing.ProposedRows;
import org.hotline12345.routing.ProposedRows.Proposal;
import org.hotline12345.routing.ProposedRows.Reason;
import org.hotline12345.routing.Routing;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a proposed row over: it is written into its dispatch catalogue, as a draft like any other. */
@Component
public class ProposalDrafts {

    /** As sure as the catalogue's own rows of function; a person weighs it in the draft. */
    private static final int WEIGHT = 90;
    private static final int MOST_NUMBERS = 10;

    private final ProposedRows proposedRows;
    private final Routing routing;
    private final Regions regions;
    private final Models models;
    private final Drafts drafts;
    private final Clock clock;

    ProposalDrafts(ProposedRows proposedRows, Routing routing, Regions regions, Models models, Drafts drafts, Clock clock) {
        this.proposedRows = proposedRows;
        this.routing = routing;
        this.regions = regions;
        this.models = models;
        this.drafts = drafts;
        this.clock = clock;
    }

    /**
     * A draft in which the proposed row stands in the catalogue of its category, with description, basis and evidence. The
     * draft's note names the rows that speak of the same category already. The proposal is accepted when the draft is published.
     *
     * @throws Refusal as {@link ProposedRows#requireOpen}; RULE {@code design.noCatalogue}, {@code design.noPlaceColumn}
     */
    @Transactional
    public Draft accept(String proposalId) {
        Proposal proposal = proposedRows.requireOpen(proposalId);
        String decision = routing.catalogueOf(proposal.jurisdiction(), proposal.category())
                .orElseThrow(() -> Refusal.rule("design.noCatalogue", "这类诉求还没有派单目录，请流程设计员先建立目录。"));
        String resource = Models.Kind.DECISION.resource(decision);
        byte[] content = models.inForce().get(resource);
        if (content == null) {
            throw Refusal.rule("design.noCatalogue", "派单目录「" + decision + "」不在现行模型中，请先核对“用哪张派单目录”一表。");
        }
        DecisionFile file = DecisionFile.read(content);
        Table table = file.tables().stream().filter(each -> each.decision().equals(decision)).findFirst()
                .orElseThrow(() -> Refusal.rule("design.noCatalogue", "派单目录「" + decision + "」不是决策表，请流程设计员手工处理。"));
        List<Row> rows = new ArrayList<>(table.rows());
        // In a table where the first row wins a row at the end would never be heard.
        rows.add(table.hitPolicy().equals("FIRST") ? 0 : rows.size(), row(proposal, table));
        Draft draft = drafts.create(List.of(new Drafts.Upload(resource, file.with(Map.of(decision, rows)))), note(proposal, table));
        proposedRows.drafted(proposalId, draft.id());
        return draft;
    }

    private Row row(Proposal proposal, Table table) {
        if (proposal.region() != null && table.columns().stream().noneMatch(column -> column.input() && isPlace(column))) {
            throw Refusal.rule("design.noPlaceColumn", "派单目录「" + table.name() + "」没有地区一列，请流程设计员手工处理。");
        }
        return new Row(null, description(proposal), table.columns().stream().map(column -> cell(proposal, column)).toList());
    }

    private static boolean isPlace(Column column) {
        return column.variable().equals("district") || column.variable().equals("region");
    }

    private String cell(Proposal proposal, Column column) {
        if (column.input()) {
            return column.variable().equals("category") ? quoted(proposal.category())
                    : column.variable().equals("jurisdiction") ? quoted(proposal.jurisdiction())
                    : isPlace(column) && proposal.region() != null ? quoted(proposal.region()) : "";
        }
        return switch (column.variable()) {
            case "unit" -> quoted(proposal.unit());
            case "role" -> quoted("lead");
            case "level" -> quoted("function");
            case "weight" -> Integer.toString(WEIGHT);
            case "basis" -> quoted(proposal.basis());
            case "validFrom" -> quoted(LocalDate.now(clock).toString());
            default -> "";
        };
    }

    private static String quoted(String text) {
        return '"' + text.replaceAll("\\s+", " ").replace('"', '”').replace('\\', '／') + '"';
    }

    private String description(Proposal proposal) {
        String place = proposal.region() == null ? "" : regions.find(proposal.region()).map(region -> region.name() + "的").orElse("");
        List<String> numbers = proposal.evidence().stream().map(Reason::number).distinct().toList();
        return place + routing.categoryName(proposal.jurisdiction(), proposal.category()) + "：" + proposal.unitName() + "；"
                + (proposal.returnedBy() == null ? "会议裁定" : proposal.returnedByName() + "反复退回") + "，依据"
                + String.join("、", numbers.subList(0, Math.min(MOST_NUMBERS, numbers.size())))
                + (numbers.size() > MOST_NUMBERS ? "等" + numbers.size() + "件" : "");
    }

    private String note(Proposal proposal, Table table) {
        String same = table.rows().stream().filter(row -> speaksOf(row, table, proposal.category())).map(Row::id).collect(Collectors.joining("、"));
        String note = "采纳拟入目录的规则：" + routing.categoryName(proposal.jurisdiction(), proposal.category()) + "由" + proposal.unitName() + "承办。"
                + (same.isEmpty() ? "" : "同类现有行：" + same + "，请核对是否一并修改。");
        return note.length() > 500 ? note.substring(0, 499) + "…" : note;
    }

    private static boolean speaksOf(Row row, Table table, String category) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).input() && table.columns().get(i).variable().equals("category")
                    && row.cells().get(i).contains(quoted(category))) {
                return true;
            }
        }
        return false;
    }
}
