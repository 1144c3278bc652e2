package org.hotline12345.search;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.hotline12345.common.Actor;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Ticket;
import org.springframework.stereotype.Component;

/** Puts a wish into the index's words, with what the person may know of: nobody is told how many tickets of others there are. */
@Component
class Questions {

    private static final int MOST_SUPERIORS = 10;

    private final Units units;
    private final Clock clock;

    Questions(Units units, Clock clock) {
        this.units = units;
        this.clock = clock;
    }

    /** @param among only these numbers, or null for all */
    Query of(Wish wish, Actor actor, Collection<String> among) {
        boolean centre = actor.isCentre() || actor.isSystem();
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(new MatchAllDocsQuery(), Occur.FILTER);
        if (!centre && !actor.readsTickets()) {
            sight(all, actor);
        }
        if (among != null) {
            all.add(new TermInSetQuery(Fields.NUMBER, among.stream().map(BytesRef::new).toList()), Occur.FILTER);
        }
        if (wish.number() != null) {
            all.add(number(wish.number()), Occur.FILTER);
        }
        // A unit reads its own replies only, so only those can be found by it.
        List<String> places = centre ? List.of(Fields.PLACE, Fields.SECRET_PLACE) : List.of(Fields.PLACE);
        List<String> texts = new ArrayList<>(centre ? List.of(Fields.OPEN, Fields.SECRET, Fields.REPLY) : List.of(Fields.OPEN));
        if (!centre) {
            whole(actor).forEach(unit -> texts.add(Fields.OWN_REPLY + unit));
        }
        words(all, Words.of(wish.words()), texts);
        words(all, Words.of(wish.place()), places);
        term(all, Fields.JURISDICTION, wish.jurisdiction());
        term(all, Fields.UNIT, wish.unit());
        term(all, Fields.KIND, wish.kind());
        term(all, Fields.CATEGORY, wish.category());
        term(all, Fields.CHANNEL, wish.channel());
        term(all, Fields.STATUS, wish.status());
        term(all, Fields.REGION, wish.region());
        days(all, Fields.REGISTERED, wish.from(), wish.to());
        days(all, Fields.CLOSED, wish.closedFrom(), wish.closedTo());
        return all.build();
    }

    private void sight(BooleanQuery.Builder all, Actor actor) {
        List<BytesRef> groups = actor.groups().stream()
                .filter(group -> Actor.isStaffGroup(group) || group.startsWith(Ticket.DESK_GROUP_PREFIX)).map(BytesRef::new).toList();
        all.add(groups.isEmpty() ? new MatchNoDocsQuery() : new TermInSetQuery(Fields.GROUP, groups), Occur.FILTER);
        Set<BytesRef> kin = new HashSet<>();
        for (String unit : actor.units()) {
            Optional<String> step = Optional.of(unit);
            for (int i = 0; i < MOST_SUPERIORS && step.isPresent(); i++) {
                kin.add(new BytesRef(step.get()));
                step = units.find(step.get()).map(Unit::parent);
            }
        }
        if (!kin.isEmpty()) {
            all.add(new TermInSetQuery(Fields.BARRED, kin), Occur.MUST_NOT);
        }
    }

    /** Units whose replies the person reads, whatever section wrote them. */
    private static List<String> whole(Actor actor) {
        return actor.units().stream().filter(unit -> actor.belongsTo(unit) || actor.leads(unit)).sorted().toList();
    }

    private static Query number(String number) {
        return new BooleanQuery.Builder()
                .add(new PrefixQuery(new Term(Fields.NUMBER, number)), Occur.SHOULD)
                .add(new PrefixQuery(new Term(Fields.REVERSED, new StringBuilder(number).reverse().toString())), Occur.SHOULD)
                .add(new PrefixQuery(new Term(Fields.EXTERNAL, number)), Occur.SHOULD).build();
    }

    private static void words(BooleanQuery.Builder all, List<String> words, List<String> fields) {
        for (String word : words) {
            List<Query> anywhere = fields.stream().map(field -> Words.query(field, word)).filter(java.util.Objects::nonNull).toList();
            // A word of which nothing is indexed, such as a dash, is in no ticket that can be found by it: leaving it out would find all.
            BooleanQuery.Builder one = new BooleanQuery.Builder();
            anywhere.forEach(query -> one.add(query, Occur.SHOULD));
            all.add(anywhere.isEmpty() ? new MatchNoDocsQuery() : one.build(), Occur.FILTER);
        }
    }

    private static void term(BooleanQuery.Builder all, String field, String value) {
        if (value != null) {
            all.add(new TermQuery(new Term(field, value)), Occur.FILTER);
        }
    }

    private void days(BooleanQuery.Builder all, String field, LocalDate from, LocalDate to) {
        if (from != null || to != null) {
            long first = from == null ? Long.MIN_VALUE : start(from);
            long last = to == null ? Long.MAX_VALUE : start(to.plusDays(1)) - 1;
            all.add(LongPoint.newRangeQuery(field, first, last), Occur.FILTER);
        }
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }
}
