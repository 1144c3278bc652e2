package org.hotline12345.routing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.organization.Gazetteer;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Ticket;
import org.springframework.stereotype.Component;

/** Turns what is written in words (address, title, content) into the facts that routing goes by. */
@Component
public class RequestReading {

    /** A place that is only mentioned in the story may be another one than where it happened: a person looks. */
    private static final double MENTIONED = 0.75;

    private final Gazetteer gazetteer;
    private final DecisionTables tables;

    RequestReading(Gazetteer gazetteer, DecisionTables tables) {
        this.gazetteer = gazetteer;
        this.tables = tables;
    }

    public Reading read(Words words) {
        return read(words, tables);
    }

    /**
     * Reads by the tables of a draft.
     *
     * @param tables give the matters and circumstances that the words name ({@code routing-text})
     */
    public Reading read(Words words, DecisionTables tables) {
        List<Row> named = words.text().isEmpty() ? List.of()
                : tables.evaluate("routing-text", Map.of("jurisdiction", words.jurisdiction(), "text", words.text()));
        boolean chosen = words.region() != null && !words.region().isBlank() && !words.region().equals(words.jurisdiction());
        Gazetteer.Found place = chosen ? null : place(words);
        String region = place == null || place.region() == null ? words.region() : place.region();
        double confidence = chosen ? 1 : place.confidence();
        Facts facts = new Facts(words.jurisdiction(), words.kind(), words.category(), region, confidence, words.aboutUnit(),
                words.origin(), distinct(named, "category"), String.join(" ", distinct(named, "circumstance")));
        return new Reading(facts, place);
    }

    /** What a ticket says; one matter of a split call is not looked through for further matters. */
    public Reading read(Ticket ticket) {
        return read(new Words(ticket.jurisdiction(), ticket.kind().code(), ticket.category(), ticket.region(), ticket.address(),
                ticket.aboutUnit(), ticket.relations().isPart() ? "" : ticket.title() + '\n' + ticket.content(),
                new Facts.Origin(ticket.supervised(), ticket.channel() == Channel.PROVINCE, ticket.confidential())));
    }

    private Gazetteer.Found place(Words words) {
        Gazetteer.Found byAddress = gazetteer.find(words.jurisdiction(), words.address());
        if (!byAddress.candidates().isEmpty() || byAddress.region() != null) {
            return byAddress;
        }
        Gazetteer.Found mentioned = gazetteer.find(words.jurisdiction(), words.text());
        return new Gazetteer.Found(mentioned.region(), Math.min(mentioned.confidence(), MENTIONED), mentioned.candidates(),
                mentioned.why());
    }

    private static List<String> distinct(List<Row> rows, String output) {
        return rows.stream().map(row -> row.text(output)).filter(Objects::nonNull).distinct().sorted().toList();
    }

    /**
     * A request in words.
     *
     * @param address where it happened, or null
     * @param text title and content; null reads as nothing
     */
    public record Words(String jurisdiction, String kind, String category, String region, String address, String aboutUnit,
            String text, Facts.Origin origin) {

        public Words {
            text = text == null ? "" : text.strip();
        }
    }

    /**
     * What was read.
     *
     * @param place what the gazetteer says, or null where a person chose the region
     */
    public record Reading(Facts facts, Gazetteer.Found place) {}
}
