package org.hotline12345.bulletin;

import java.util.List;
import java.util.Map;
import org.hotline12345.report.Figures;
import org.hotline12345.report.ListRules;
import org.hotline12345.report.Rate;

/**
 * All a bulletin is made of: nothing else may be asked when its tables, its page or its files are made, so that they come
 * out the same at any later time.
 *
 * @param texts what people wrote, by section; figures in them stand as placeholders, see {@link Placeholders}
 * @param reported what the city's own paper printed for the period
 * @param listed rows of the lists, in order
 * @param rates every rate of the catalogue as it was defined then
 * @param lists rules of the assessment lists as they were then
 * @param sign what a special report was begun from, or null
 * @param corrected what a correction corrects, or null
 */
public record Frozen(Header header, Figures figures, Names names, Map<String, String> texts, List<Reported> reported,
        List<Listed> listed, List<Rate> rates, List<ListRules.Rule> lists, Subject sign, Corrected corrected) {

    public Frozen {
        texts = Map.copyOf(texts);
        reported = List.copyOf(reported);
        listed = List.copyOf(listed);
        rates = List.copyOf(rates);
        lists = List.copyOf(lists);
    }

    /** Of a bulletin that no early sign began and that corrects none. */
    public Frozen(Header header, Figures figures, Names names, Map<String, String> texts, List<Reported> reported, List<Listed> listed,
            List<Rate> rates, List<ListRules.Rule> lists) {
        this(header, figures, names, texts, reported, listed, rates, lists, null, null);
    }

    /** The same as it stands in a correction. */
    Frozen correcting(Corrected what) {
        return new Frozen(header, figures, names, texts, reported, listed, rates, lists, sign, what);
    }

    /** Rows of one list, in order. */
    public List<Listed> listed(String list) {
        return listed.stream().filter(row -> row.list().equals(list)).toList();
    }

    /** The text of a section with its figures filled in, or empty text. */
    public String text(String section) {
        return Placeholders.fill(texts.getOrDefault(section, ""), figures);
    }
}
