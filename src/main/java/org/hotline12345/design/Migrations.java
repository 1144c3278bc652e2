package org.hotline12345.design;

import java.util.List;
import org.hotline12345.common.Background;
import org.hotline12345.common.BackgroundWork;
import org.hotline12345.common.Models;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves the running cases that can move to a publication, in the background, one case per transaction; the others finish
 * on the version they started with. How far it came is kept with the count, so a killed node loses and repeats nothing.
 */
@Component
public class Migrations implements BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final int CASES_PER_STEP = 20;
    /** Somebody may be working on the case at the same moment. */
    private static final int ATTEMPTS = 5;

    private final Models models;
    private final Drafts drafts;
    private final Background background;
    private final JdbcClient jdbc;

    Migrations(Models models, Drafts drafts, Background background, JdbcClient jdbc) {
        this.models = models;
        this.drafts = drafts;
        this.background = background;
        this.jdbc = jdbc;
    }

    /** What would become of the cases under way if the draft were published with them; changes nothing. */
    public List<Models.Outlook> outlook(String draft) {
        return models.outlook(drafts.set(draft));
    }

    void begin(String publication) {
        background.start(name(), publication);
    }

    @Override
    public String name() {
        return "design-migration";
    }

    private record Progress(String deployment, String state, String reached) {
    }

    @Override
    public boolean step(String publication) {
        Progress progress = jdbc.sql("select deployment, migration, migration_reached from design_publication where id = :id")
                .param("id", publication).query((row, n) -> new Progress(row.getString(1), row.getString(2), row.getString(3))).single();
        if (!progress.state.equals("running")) {
            return false;
        }
        // A newer publication takes over: cases are not moved to a set that is no longer in force.
        List<String> cases = models.deploymentInForce().filter(progress.deployment::equals).isPresent()
                ? models.casesElsewhere(progress.deployment, progress.reached, CASES_PER_STEP) : List.of();
        if (cases.isEmpty()) {
            background.apart(() -> jdbc.sql("update design_publication set migration = 'done' where id = :id").param("id", publication).update());
            return false;
        }
        String reached = progress.reached;
        for (String caseId : cases) {
            if (!moved(publication, progress.deployment, caseId, reached)) {
                return false;
            }
            reached = caseId;
        }
        return true;
    }

    /** @return false when another node works on the same migration */
    private boolean moved(String publication, String deployment, String caseId, String reached) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return background.apart(() -> {
                    boolean mine = count(publication, caseId, reached, "migrated");
                    if (mine && !models.move(caseId, deployment)) {
                        uncount(publication);
                    }
                    return mine;
                });
            } catch (Models.NotMovable stays) {
                return background.apart(() -> count(publication, caseId, reached, "left_behind"));
            } catch (RuntimeException overtaken) {
                LOG.info("Case {} did not move at attempt {}: {}", caseId, attempt, overtaken.toString());
            }
        }
        return background.apart(() -> count(publication, caseId, reached, "left_behind"));
    }

    private boolean count(String publication, String caseId, String reached, String counter) {
        return jdbc.sql("update design_publication set " + counter + " = " + counter + " + 1, migration_reached = :case where id = :id "
                        + "and (migration_reached = :reached or :reached is null and migration_reached is null)")
                .param("case", caseId).param("id", publication).param("reached", reached).update() == 1;
    }

    /** The case ended before its turn came. */
    private void uncount(String publication) {
        jdbc.sql("update design_publication set migrated = migrated - 1 where id = :id").param("id", publication).update();
    }
}
