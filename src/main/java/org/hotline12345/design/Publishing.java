package org.hotline12345.design;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.Models;
import org.hotline12345.common.Refusal;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one way a set of models comes into force: one after the other, over the set everybody last saw, the deployment and
 * its record in one transaction.
 */
@Component
class Publishing {

    private final AuditTrail trail;
    private final Models models;
    private final PublicationRows rows;
    private final ProductFiles productFiles;
    private final Migrations migrations;
    private final JdbcClient jdbc;

    Publishing(Models models, PublicationRows rows, ProductFiles productFiles, Migrations migrations, JdbcClient jdbc, AuditTrail trail) {
        this.trail = trail;
        this.models = models;
        this.rows = rows;
        this.productFiles = productFiles;
        this.migrations = migrations;
        this.jdbc = jdbc;
    }

    /**
     * What is to come into force.
     *
     * @param base hash of the set it was made over
     * @param migrate whether running cases are to move along
     */
    record Candidate(Map<String, byte[]> set, String base, String author, String approvedBy, String origin, String note,
            boolean migrate) {
    }

    /** Waits until nobody else publishes, to the end of the transaction, and tells the set in force. */
    Map<String, byte[]> takeTurn() {
        try {
            jdbc.sql("select id from design_turn where id = 1 for update").query(Integer.class).single();
        } catch (ConcurrencyFailureException somebodyElsePublishes) {
            throw Refusal.rule("design.publishedMeanwhile", "此刻有人正在发布模型，请稍后核对现行模型再发布。");
        }
        return models.inForce();
    }

    /** @return id of the publication */
    String put(Candidate candidate) {
        String id = UUID.randomUUID().toString();
        return put(id, candidate, set -> models.publish(set, id));
    }

    /**
     * @param deploy puts the set into force and returns the deployment's id
     * @return id of the publication
     * @throws Refusal RULE {@code design.publishedMeanwhile}
     */
    String put(Candidate candidate, Function<Map<String, byte[]>, String> deploy) {
        return put(UUID.randomUUID().toString(), candidate, deploy);
    }

    private String put(String id, Candidate candidate, Function<Map<String, byte[]>, String> deploy) {
        Map<String, byte[]> inForce = takeTurn();
        if (!Contents.hashOfSet(inForce).equals(candidate.base)) {
            throw Refusal.rule("design.publishedMeanwhile", "刚刚有人发布了模型，请按新的现行模型重新检查后再发布。");
        }
        String deployment = deploy.apply(candidate.set);
        rows.write(new PublicationRows.Entry(id, candidate.author, candidate.approvedBy, candidate.origin, candidate.note,
                candidate.migrate), deployment, inForce, candidate.set);
        productFiles.acceptWhatIsInForce(Contents.hashes(candidate.set));
        if (candidate.migrate) {
            migrations.begin(id);
        }
        trail.record(new Entry(AuditTrail.PUBLICATION, id, "发布模型：" + candidate.note
                + (candidate.approvedBy == null ? "" : "（提交人" + candidate.author + "，批准人" + candidate.approvedBy + "）")));
        return id;
    }

    /** One line per finding, for a person, no more than ten. */
    static String sentences(List<String> lines) {
        return String.join("；", lines.size() > 10 ? lines.subList(0, 10) : lines);
    }
}
