package org.hotline12345.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers, file by file, which of the product's own models were taken over and what its newest version offers. */
@Component
class ProductFiles {

    private final JdbcClient jdbc;

    ProductFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One of the product's models.
     *
     * @param accepted hash of the content last taken over or decided on; null for none
     * @param offered hash of the content of the newest product version; null where it has the file no more
     */
    record Row(String resource, String accepted, String offered) {

        boolean isPending() {
            return !Objects.equals(accepted, offered);
        }
    }

    List<Row> all() {
        return jdbc.sql("select resource, accepted, offered from design_product_file order by resource")
                .query((row, n) -> new Row(row.getString(1), row.getString(2), row.getString(3))).list();
    }

    List<Row> pending() {
        return all().stream().filter(Row::isPending).toList();
    }

    /** @param accepted what stands for the last product set where nothing is remembered yet */
    void offer(Map<String, String> offered, Map<String, String> accepted) {
        List<Row> known = new ArrayList<>(all());
        if (known.isEmpty()) {
            accepted.forEach((resource, hash) -> known.add(new Row(resource, hash, null)));
            known.forEach(row -> insert(row.resource, row.accepted, null));
        }
        TreeSet<String> fresh = new TreeSet<>(offered.keySet());
        for (Row row : known) {
            fresh.remove(row.resource);
            if (!Objects.equals(row.offered, offered.get(row.resource))) {
                jdbc.sql("update design_product_file set offered = :offered where resource = :resource")
                        .param("offered", offered.get(row.resource)).param("resource", row.resource).update();
            }
        }
        fresh.forEach(resource -> insert(resource, null, offered.get(resource)));
    }

    private void insert(String resource, String accepted, String offered) {
        jdbc.sql("insert into design_product_file (resource, accepted, offered) values (:resource, :accepted, :offered)")
                .param("resource", resource).param("accepted", accepted).param("offered", offered).update();
    }

    /** What is in force as the product offers it needs no decision any more. */
    void acceptWhatIsInForce(Map<String, String> inForce) {
        for (Row row : pending()) {
            if (Objects.equals(inForce.get(row.resource), row.offered)) {
                accept(row.resource);
            }
        }
    }

    /** The product's newest content is known and decided on, whatever is in force. */
    void accept(String resource) {
        jdbc.sql("update design_product_file set accepted = offered where resource = :resource").param("resource", resource).update();
    }
}
