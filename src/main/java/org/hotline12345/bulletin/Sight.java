package org.hotline12345.bulletin;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.bulletin.Edition.State;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets people see the bulletins they may: drafts those who work on them, issued ones the centre and whoever was given them. */
@Component
class Sight {

    private final Editions editions;
    private final Actors actors;
    private final JdbcClient jdbc;

    Sight(Editions editions, Actors actors, JdbcClient jdbc) {
        this.editions = editions;
        this.actors = actors;
        this.jdbc = jdbc;
    }

    /** For whoever sees drafts. @throws Refusal FORBIDDEN {@code bulletin.notStaff}, UNKNOWN {@code bulletin.unknown} */
    Edition staffs(String id) {
        Readers.requireStaff(actors.current());
        return editions.require(id);
    }

    /** For whoever may read the bulletin. @throws Refusal UNKNOWN {@code bulletin.unknown} */
    Edition readable(String id) {
        Actor actor = actors.current();
        Edition edition = editions.require(id);
        if (Readers.seesAll(actor) || edition.state() == State.ISSUED && (Readers.seesIssued(actor) || given(id, actor))) {
            return edition;
        }
        throw Editions.unknown();
    }

    /** Those of the bulletins the person may know of: also drafts whose figures their unit was asked to check. */
    List<Edition> known(List<Edition> found, Actor actor) {
        if (found.isEmpty() || Readers.seesAll(actor)) {
            return found;
        }
        Set<String> units = actor.units();
        Set<String> theirs = units.isEmpty() ? Set.of() : Set.copyOf(jdbc.sql("select bulletin_id from bulletin_share where bulletin_id in (:ids) "
                        + "and unit in (:units) union select bulletin_id from bulletin_recipient where bulletin_id in (:ids) and recipient in (:groups)")
                .param("ids", found.stream().map(Edition::id).toList()).param("units", units).param("groups", groups(actor)).query(String.class).list());
        return found.stream().filter(edition -> theirs.contains(edition.id())
                || edition.state() == State.ISSUED && Readers.seesIssued(actor)).toList();
    }

    private boolean given(String id, Actor actor) {
        Set<String> groups = groups(actor);
        return !groups.isEmpty() && jdbc.sql("select count(*) from bulletin_recipient where bulletin_id = :id and recipient in (:groups)").param("id", id)
                .param("groups", groups).query(Integer.class).single() > 0;
    }

    /** Groups of units by which bulletins are given to the person. */
    static Set<String> groups(Actor actor) {
        return actor.units().stream().map(unit -> Actor.UNIT_GROUP_PREFIX + unit).collect(Collectors.toSet());
    }
}
