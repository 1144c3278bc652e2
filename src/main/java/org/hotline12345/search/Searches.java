package org.hotline12345.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.ticket.FoundTickets;
import org.springframework.stereotype.Component;

/** Finds tickets: whole numbers and phones in the database, everything else in this node's index; what is shown is read from the tickets. */
@Component
public class Searches {

    /** Further down nobody reads; a narrower wish finds more. */
    static final int DEEPEST = 10_000;
    private static final int COUNTED = 1_000;
    private static final Duration FIRST_SPAN = Duration.ofDays(7);
    /** Tickets of one phone that are looked through. */
    private static final int MOST_OF_PHONE = 5_000;

    private final TicketIndex index;
    private final Following following;
    private final Questions questions;
    private final FoundTickets tickets;
    private final Actors actors;
    private final AuditTrail trail;
    private final Clock clock;

    Searches(TicketIndex index, Following following, Questions questions, FoundTickets tickets, Actors actors, AuditTrail trail,
            Clock clock) {
        this.index = index;
        this.following = following;
        this.questions = questions;
        this.tickets = tickets;
        this.actors = actors;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * One page of what was found.
     *
     * @param total how many there are, or at least so many
     * @param atLeast whether there are more than were counted
     * @param words what is to be marked in the texts
     * @param index how complete the index is; absent where it was not asked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(List<FoundTickets.Found> items, int page, int size, boolean more, long total, boolean atLeast, List<String> words,
            IndexState index) {
    }

    /**
     * @param ready whether every ticket has been read once; until then the newest numbers are found first
     * @param behind whether the newest changes may be missing
     * @param indexed tickets that can be found
     * @param of tickets there were when reading them began
     * @param byPhone whether the person may look by phone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IndexState(boolean ready, boolean behind, long indexed, long of, OffsetDateTime asOf, boolean byPhone) {
    }

    /** Numbers in the order of the list. */
    record Numbers(List<String> numbers, long total, boolean atLeast) {
    }

    /**
     * Looks for tickets of whatever status, as far as the person signed in may know of them. A whole number finds its ticket whatever
     * else is asked: whoever pastes one means that ticket, and it is found before the index knows of it.
     *
     * @throws Refusal FORBIDDEN {@code ticket.centreOnly} for a phone; INVALID {@code search.tooDeep}
     */
    public Result find(Wish wish, int page, int size) {
        Page.check(page, size);
        if ((long) page * size >= DEEPEST) {
            throw Refusal.invalid("search.tooDeep", "最多翻到第" + DEEPEST + "条，请增加条件缩小范围。");
        }
        Actor actor = actors.current();
        List<String> marked = wish.marked();
        List<String> whole = whole(wish, actor);
        if (!whole.isEmpty()) {
            return new Result(tickets.of(whole, actor, marked), page, size, false, 1, false, marked, null);
        }
        if (wish.phone() != null) {
            trail.record(new AuditTrail.Entry(AuditTrail.REVEAL, "按电话查找工单", wish.inWords()));
        }
        if (wish.onlyPhone()) {
            List<String> numbers = tickets.ofPhone(wish.phone(), actor, MOST_OF_PHONE);
            List<String> rest = numbers.subList(Math.min(page * size, numbers.size()), numbers.size());
            return result(wish, new Numbers(rest, numbers.size(), numbers.size() == MOST_OF_PHONE), actor, page, size, false);
        }
        return result(wish, numbers(wish, actor, page * size, (page + 1) * size + 1), actor, page, size, true);
    }

    private List<String> whole(Wish wish, Actor actor) {
        return wish.number() == null ? List.of() : tickets.of(tickets.numbered(wish.number()), actor, wish.marked()).stream()
                .map(FoundTickets.Found::ticketNo).toList();
    }

    /** The first numbers of what {@link #find} shows, at most {@code limit}. */
    Numbers toTakeAway(Wish wish, Actor actor, int limit) {
        List<String> whole = whole(wish, actor);
        return whole.isEmpty() ? numbers(wish, actor, 0, limit) : new Numbers(whole, whole.size(), false);
    }

    /** The state of this node's index. */
    public IndexState state() {
        Following.State state = following.state();
        return new IndexState(state.ready(), state.behind(), state.indexed(), state.ready() ? state.indexed() : Math.max(state.of(), state.indexed()),
                state.asOf() == null ? null : state.asOf().atZone(clock.getZone()).toOffsetDateTime(), actors.current().isCentre());
    }

    /** Has this node's index built anew; administrators. */
    public void again() {
        if (!actors.current().has("camunda-admin")) {
            throw Refusal.forbidden("search.administratorOnly", "只有系统管理员可以重建查找索引。");
        }
        following.again();
        trail.record(new AuditTrail.Entry(AuditTrail.MAINTENANCE, "查找索引", "重建本节点的查找索引"));
    }

    private Result result(Wish wish, Numbers found, Actor actor, int page, int size, boolean indexed) {
        int to = Math.min(size, found.numbers.size());
        return new Result(tickets.of(found.numbers.subList(0, to), actor, wish.marked()), page, size, found.numbers.size() > to,
                found.total, found.atLeast, wish.marked(), indexed ? state() : null);
    }

    /** The numbers of the list from the place {@code from}, counted from 0, up to the place before {@code limit}. */
    Numbers numbers(Wish wish, Actor actor, int from, int limit) {
        List<String> among = wish.phone() == null ? null : tickets.ofPhone(wish.phone(), actor, MOST_OF_PHONE);
        Query asked = questions.of(wish, actor, among);
        return index.ask(searcher -> wish.oldestFirst() ? oldest(searcher, asked, from, limit) : part(searcher, asked, Fields.NEWEST, from, limit));
    }

    /**
     * The index lies newest first, so that a common word's oldest tickets would be its last: they are looked for in the first
     * week, then in four times as long, until there are enough.
     */
    private static Numbers oldest(IndexSearcher searcher, Query asked, int from, int limit) throws IOException {
        byte[] lowest = PointValues.getMinPackedValue(searcher.getIndexReader(), Fields.REGISTERED);
        if (lowest == null) {
            return new Numbers(List.of(), 0, false);
        }
        long first = LongPoint.decodeDimension(lowest, 0);
        long last = LongPoint.decodeDimension(PointValues.getMaxPackedValue(searcher.getIndexReader(), Fields.REGISTERED), 0);
        for (long span = FIRST_SPAN.toMillis(); first + span < last; span *= 4) {
            Query early = new BooleanQuery.Builder().add(asked, BooleanClause.Occur.FILTER)
                    .add(LongPoint.newRangeQuery(Fields.REGISTERED, first, first + span), BooleanClause.Occur.FILTER).build();
            Numbers found = part(searcher, early, Fields.OLDEST, from, limit);
            if (found.numbers.size() == limit - from) {
                return new Numbers(found.numbers, found.total, true);
            }
        }
        return part(searcher, asked, Fields.OLDEST, from, limit);
    }

    private static Numbers part(IndexSearcher searcher, Query asked, Sort order, int from, int limit) throws IOException {
        TopFieldDocs top = searcher.search(asked, new TopFieldCollectorManager(order, limit, null, COUNTED));
        List<String> numbers = new ArrayList<>();
        StoredFields stored = searcher.storedFields();
        for (int hit = from; hit < top.scoreDocs.length; hit++) {
            numbers.add(stored.document(top.scoreDocs[hit].doc).get(Fields.NUMBER));
        }
        return new Numbers(numbers, top.totalHits.value, top.totalHits.relation != TotalHits.Relation.EQUAL_TO);
    }
}
