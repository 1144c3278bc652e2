package org.hotline12345.search;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.hotline12345.ticket.TicketTexts.Text;

/** A ticket as the index holds it: words with their places, marks to find it by, and its number. Whoever has the files could piece texts together. */
final class Fields {

    /** Raised when tickets are indexed in another way: an index of another version is built anew. */
    static final int VERSION = 2;

    static final String NUMBER = "number";
    static final String REVERSED = "reversed";
    static final String EXTERNAL = "external";
    static final String JURISDICTION = "jurisdiction";
    static final String CHANNEL = "channel";
    static final String STATUS = "status";
    static final String KIND = "kind";
    static final String CATEGORY = "category";
    static final String REGION = "region";
    static final String UNIT = "unit";
    static final String GROUP = "group";
    static final String BARRED = "barred";
    static final String REGISTERED = "registered";
    static final String CLOSED = "closed";
    /** Words everybody may read who may know of the ticket: of one that is not confidential, or covered. */
    static final String OPEN = "open";
    /** Words only the centre reads: of a confidential ticket. */
    static final String SECRET = "secret";
    static final String PLACE = "place";
    static final String SECRET_PLACE = "secretPlace";
    /** Every reply, for the centre. */
    static final String REPLY = "reply";
    /** A unit's own replies: the field's name ends with the unit's code. */
    static final String OWN_REPLY = "reply:";

    /** The order of the index itself, so that the first page of a common word is found without looking at the rest. */
    static final Sort NEWEST = new Sort(new SortField(REGISTERED, SortField.Type.LONG, true), new SortField(NUMBER, SortField.Type.STRING, true));
    static final Sort OLDEST = new Sort(new SortField(REGISTERED, SortField.Type.LONG), new SortField(NUMBER, SortField.Type.STRING));

    private static final FieldType WORDS = new FieldType();

    static {
        WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        WORDS.setTokenized(true);
        WORDS.setOmitNorms(true);
        WORDS.freeze();
    }

    private Fields() {
    }

    static Document of(Text text, Places places) {
        Document document = new Document();
        document.add(new StringField(NUMBER, text.ticketNo(), Field.Store.NO));
        document.add(new SortedDocValuesField(NUMBER, new BytesRef(text.ticketNo())));
        document.add(new StoredField(NUMBER, text.ticketNo()));
        term(document, REVERSED, new StringBuilder(text.ticketNo()).reverse().toString());
        term(document, EXTERNAL, upper(text.externalId()));
        if (text.oldNumber() != null) {
            term(document, EXTERNAL, upper(text.oldNumber()));
            term(document, REVERSED, new StringBuilder(upper(text.oldNumber())).reverse().toString());
        }
        term(document, JURISDICTION, text.jurisdiction());
        term(document, CHANNEL, text.channel());
        term(document, STATUS, text.status());
        term(document, KIND, text.kind());
        term(document, CATEGORY, text.category());
        term(document, BARRED, text.barredUnit());
        text.groups().forEach(group -> term(document, GROUP, group));
        text.units().forEach(unit -> term(document, UNIT, unit));
        document.add(new NumericDocValuesField(REGISTERED, text.registeredAt()));
        document.add(new LongPoint(REGISTERED, text.registeredAt()));
        if (text.closedAt() != null) {
            document.add(new LongPoint(CLOSED, text.closedAt()));
        }
        Set<String> around = new HashSet<>();
        places.around(text.region(), (code, name) -> {
            term(document, REGION, code);
            around.add(name);
        });
        boolean covered = text.unitWords() != text.words();
        words(covered ? SECRET : OPEN, covered ? SECRET_PLACE : PLACE, text.words(), document::add);
        if (covered) {
            words(OPEN, PLACE, text.unitWords(), document::add);
        }
        around.forEach(name -> document.add(word(PLACE, name)));
        text.words().replies().values().forEach(reply -> document.add(word(REPLY, reply)));
        text.unitWords().replies().forEach((unit, reply) -> document.add(word(OWN_REPLY + unit, reply)));
        return document;
    }

    private static void words(String field, String place, org.hotline12345.ticket.TicketTexts.Words words, Consumer<Field> add) {
        add.accept(word(field, words.title()));
        add.accept(word(field, words.content()));
        if (words.address() != null) {
            add.accept(word(field, words.address()));
            add.accept(word(place, words.address()));
        }
    }

    private static Field word(String field, String text) {
        return new Field(field, Words.plain(text), WORDS);
    }

    private static String upper(String number) {
        return number == null ? null : Words.plain(number).toUpperCase(Locale.ROOT);
    }

    private static void term(Document document, String field, String value) {
        if (value != null) {
            document.add(new StringField(field, value, Field.Store.NO));
        }
    }

    /** What lies around a place. */
    interface Places {

        void around(String region, java.util.function.BiConsumer<String, String> codeAndName);
    }

    /** Names of everything that is kept beside the documents. */
    static Map<String, String> commitData(String source, String down, long watermark) {
        return Map.of("version", String.valueOf(VERSION), "source", source, "down", down, "watermark", String.valueOf(watermark));
    }
}
