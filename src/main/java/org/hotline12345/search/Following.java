package org.hotline12345.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.ticket.TicketTexts;
import org.hotline12345.ticket.TicketTexts.Change;
import org.hotline12345.ticket.TicketTexts.Text;
import org.springframework.stereotype.Component;

/**
 * Keeps this node's index like the tickets: reads all of them once, highest number first, and from then on those that were
 * written since. It looks back further than its last look, because a row carries the time it was written, not the time its
 * transaction ended; what it has seen it does not read twice.
 */
@Component
class Following {

    private static final int PART = 1000;
    private static final int PARTS_BETWEEN_LOOKS = 20;
    private static final int PARTS_BETWEEN_COMMITS = 200;
    private static final int MOST_SEEN = 200_000;
    /** Longer than a person's step takes. */
    private static final Duration SHORT_LOOK = Duration.ofSeconds(20);
    /** Longer than any transaction takes, imports included. */
    private static final Duration LONG_LOOK = Duration.ofMinutes(20);
    private static final Duration BETWEEN_LONG_LOOKS = Duration.ofMinutes(1);
    private static final Duration MOST_BEHIND = Duration.ofMinutes(1);
    private static final String DONE = "!";


    private final TicketIndex index;
    private final TicketTexts texts;
    private final Regions regions;
    private final Cache<String, Instant> seen = Caffeine.newBuilder().maximumSize(MOST_SEEN).build();
    /** How far down the first reading came; empty while it has not begun, {@link #DONE} when it has ended. */
    private String down;
    private String source;
    private Instant watermark;
    private Instant lastLongLook = Instant.EPOCH;
    private int parts;
    private volatile State state = new State(false, 0, 0, null, 0);

    Following(TicketIndex index, TicketTexts texts, Regions regions) {
        this.index = index;
        this.texts = texts;
        this.regions = regions;
    }

    /**
     * How complete the index is.
     *
     * @param ready whether every ticket has been read once
     * @param indexed tickets in it
     * @param of tickets there were when it was begun, or 0 when nobody counted
     * @param asOf changes up to here are in it, by the database's clock; null before the first look
     * @param lookedAt when it last looked, in nanoseconds of this program's own count
     */
    record State(boolean ready, long indexed, long of, Instant asOf, long lookedAt) {

        /** Whether it has not looked for longer than a person would wait for a ticket to be found. */
        boolean behind() {
            return asOf == null || Duration.ofNanos(System.nanoTime() - lookedAt).compareTo(MOST_BEHIND) > 0;
        }
    }

    State state() {
        return state;
    }

    /** Some of the first reading, and a look for what changed; answers whether there is more to read at once. */
    synchronized boolean step() {
        if (source == null) {
            begin();
        }
        // Many parts before each look: letting documents be found after every part would cost as much as reading them.
        for (int part = 0; part < PARTS_BETWEEN_LOOKS && !down.equals(DONE); part++) {
            readDown();
        }
        look();
        index.show();
        return !down.equals(DONE);
    }

    /** Begins again with nothing, for instance after a backup was put back. */
    synchronized void again() {
        index.clear();
        source = null;
        seen.invalidateAll();
        lastLongLook = Instant.EPOCH;
        state = new State(false, 0, 0, null, 0);
    }

    private void begin() {
        String here = texts.source();
        Map<String, String> kept = index.kept();
        if (!here.equals(kept.get("source")) || !String.valueOf(Fields.VERSION).equals(kept.get("version"))) {
            index.clear();
            kept = Map.of();
        }
        down = kept.getOrDefault("down", "");
        watermark = kept.containsKey("watermark") ? Instant.ofEpochMilli(Long.parseLong(kept.get("watermark"))) : texts.now();
        source = here;
        state = new State(down.equals(DONE), index.size(), down.equals(DONE) ? 0 : texts.count(), null, 0);
    }

    private void readDown() {
        List<String> numbers = texts.numbersBefore(down.isEmpty() ? null : down, PART);
        put(numbers);
        down = numbers.size() < PART ? DONE : numbers.get(numbers.size() - 1);
        if (++parts % PARTS_BETWEEN_COMMITS == 0 || down.equals(DONE)) {
            commit();
        }
    }

    private void look() {
        Instant now = texts.now();
        boolean far = now.isAfter(lastLongLook.plus(BETWEEN_LONG_LOOKS));
        Instant since = watermark.minus(far ? LONG_LOOK : SHORT_LOOK);
        boolean changed = false;
        for (int offset = 0; ; offset += PART) {
            List<Change> part = texts.changedSince(since, offset, PART);
            List<Change> fresh = part.stream().filter(change -> !change.at().equals(seen.getIfPresent(change.ticketNo()))).toList();
            put(fresh.stream().map(Change::ticketNo).toList());
            fresh.forEach(change -> seen.put(change.ticketNo(), change.at()));
            changed |= !fresh.isEmpty();
            if (part.size() < PART) {
                break;
            }
        }
        watermark = now;
        if (far) {
            lastLongLook = now;
            if (changed || !down.equals(DONE)) {
                commit();
            }
        }
        state = new State(down.equals(DONE), index.size(), Math.max(state.of(), index.size()), now, System.nanoTime());
    }

    private void commit() {
        index.commit(Fields.commitData(source, down, watermark.toEpochMilli()));
    }

    private void put(Collection<String> ticketNos) {
        Map<String, Text> found = texts.of(ticketNos).stream().collect(Collectors.toMap(Text::ticketNo, Function.identity()));
        Map<String, Document> documents = new HashMap<>();
        found.forEach((number, text) -> documents.put(number, Fields.of(text, this::around)));
        index.put(documents);
        List<String> gone = new ArrayList<>(ticketNos);
        gone.removeAll(found.keySet());
        if (!gone.isEmpty()) {
            index.remove(gone);
        }
    }

    private void around(String region, BiConsumer<String, String> codeAndName) {
        Optional<Region> step = regions.nearest(region);
        Set<String> told = new HashSet<>();
        if (region != null && step.filter(place -> place.code().equals(region)).isEmpty()) {
            codeAndName.accept(region, "");
        }
        // Bounded by what was told: reference data with a loop in it must not hang the index.
        while (step.isPresent() && told.add(step.get().code())) {
            codeAndName.accept(step.get().code(), step.get().name());
            step = regions.find(step.get().parent());
        }
    }
}
