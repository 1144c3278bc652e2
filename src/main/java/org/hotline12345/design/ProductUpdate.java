package org.hotline12345.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Finding;
import org.hotline12345.common.Models;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the product's models into force when it starts, before the web server opens, and never over what a designer
 * published: files no designer touched follow the product, files both changed wait for a person, and where the mixture
 * would break a rule the designers' set stays whole.
 */
@Component
class ProductUpdate implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(ProductUpdate.class);

    private final Models models;
    private final Contents contents;
    private final ProductFiles productFiles;
    private final Publishing publishing;
    private final TransactionTemplate transaction;

    ProductUpdate(Models models, Contents contents, ProductFiles productFiles, Publishing publishing, TransactionTemplate transaction) {
        this.models = models;
        this.contents = contents;
        this.productFiles = productFiles;
        this.publishing = publishing;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        bring(models.product());
    }

    /** @param product the set of the product version that starts */
    void bring(Map<String, byte[]> product) {
        Held held = transaction.execute(status -> {
            Map<String, byte[]> inForce = publishing.takeTurn();
            contents.keep(product.values());
            // Installed before publications were recorded: the newest set of the product's own stands for its last.
            Map<String, byte[]> last = productFiles.all().isEmpty() ? models.lastOwn() : Map.of();
            contents.keep(last.values());
            productFiles.offer(Contents.hashes(product), Contents.hashes(last));
            productFiles.acceptWhatIsInForce(Contents.hashes(inForce));
            return follow(inForce, product);
        });
        if (!held.conflicts.isEmpty()) {
            LOG.warn("新版本与设计员发布的模型都改动了 {} 个文件，现行仍为设计员发布的内容，请在流程设计页面逐个决定：{}",
                    held.conflicts.size(), String.join("、", held.conflicts));
        }
        if (!held.findings.isEmpty()) {
            LOG.warn("新版本的模型与设计员发布的模型合在一起未通过检查，现行模型未作任何变更，请在流程设计页面处理：{}",
                    Publishing.sentences(held.findings));
        }
    }

    /** Lets every file follow the product that no designer changed, as far as the whole set then keeps the rules. */
    private Held follow(Map<String, byte[]> inForce, Map<String, byte[]> product) {
        Map<String, String> hashes = Contents.hashes(inForce);
        Map<String, byte[]> mixed = new TreeMap<>(inForce);
        List<String> conflicts = new ArrayList<>();
        boolean follows = false;
        for (ProductFiles.Row row : productFiles.pending()) {
            if (!Objects.equals(hashes.get(row.resource()), row.accepted())) {
                conflicts.add(row.resource());
            } else if (row.offered() == null) {
                follows |= mixed.remove(row.resource()) != null;
            } else {
                follows = true;
                mixed.put(row.resource(), product.get(row.resource()));
            }
        }
        if (!follows) {
            return new Held(conflicts, List.of());
        }
        // The product's own set as it is has been checked by its build.
        boolean own = Contents.hashes(mixed).equals(Contents.hashes(product));
        List<String> findings = own ? List.of() : Finding.errors(models.check(mixed)).stream().map(Finding::sentence).toList();
        if (findings.isEmpty()) {
            publishing.put(new Publishing.Candidate(mixed, Contents.hashOfSet(inForce), Actor.SYSTEM.id(), null, "product",
                    inForce.isEmpty() ? "首次安装" : "产品新版本", false));
        }
        return new Held(conflicts, findings);
    }

    /** What did not follow, and why. */
    private record Held(List<String> conflicts, List<String> findings) {
    }
}
