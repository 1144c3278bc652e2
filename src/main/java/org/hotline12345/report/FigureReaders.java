package org.hotline12345.report;

import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;

/** Who reads figures: the centre and whoever edits or signs bulletins all of them, a unit what counts for it. */
final class FigureReaders {

    private FigureReaders() {
    }

    /** Whether the figures of the whole city are open; tickets behind them are another matter. */
    static boolean seesAll(Actor actor) {
        return actor.readsFigures();
    }

    /** Whether the figures of one item are open. */
    static boolean sees(Actor actor, Dimension dimension, String item) {
        return seesAll(actor) || isOwn(actor.units(), dimension, item);
    }

    /** Whether the tickets behind the figure of one item may be listed; which of them are named depends on each ticket. */
    static boolean listsTickets(Actor actor, Dimension dimension, String item) {
        return actor.readsTickets() || isOwn(actor.units(), dimension, item);
    }

    private static boolean isOwn(Set<String> units, Dimension dimension, String item) {
        return dimension == Dimension.UNIT && units.contains(item);
    }

    /**
     * Whoever reads any figure.
     *
     * @throws Refusal FORBIDDEN {@code report.notYours}
     */
    static Actor require(Actors actors) {
        Actor actor = actors.current();
        if (!seesAll(actor) && actor.units().isEmpty()) {
            throw Refusal.forbidden("report.notYours", "只有热线中心人员、通报签发人和承办单位人员可以查看统计数据。");
        }
        return actor;
    }
}
