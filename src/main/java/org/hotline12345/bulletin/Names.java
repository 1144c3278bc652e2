package org.hotline12345.bulletin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.report.Dimension;

/** What things were called, and which rules of the city held, when the figures were frozen; later changes do not reach it. */
public final class Names {

    private final List<Named> entries;
    private final Map<Dimension, Map<String, Named>> byCode = new LinkedHashMap<>();
    private final Map<String, String> terms;
    private final String hotlineUnit;

    /**
     * One name.
     *
     * @param code item of the dimension, as the cells have it
     * @param kind of a unit, see {@code Unit.KINDS}; of a category its level; else null
     * @param parent code of what it belongs to, or null
     */
    public record Named(Dimension dimension, String code, String name, String kind, String parent) {
    }

    /**
     * @param entries in the order the city lists them
     * @param hotlineUnit code of the hotline's own row among the units, or null
     * @param terms values of the city's settings about reports and bulletins, by key
     */
    public Names(List<Named> entries, String hotlineUnit, Map<String, String> terms) {
        this.entries = List.copyOf(entries);
        this.entries.forEach(entry -> byCode.computeIfAbsent(entry.dimension(), unused -> new LinkedHashMap<>())
                .put(entry.code(), entry));
        this.hotlineUnit = hotlineUnit;
        this.terms = Map.copyOf(terms);
    }

    /** Name of an item, or its code where it had none. */
    public String of(Dimension dimension, String item) {
        return find(dimension, item).map(Named::name).orElse(item);
    }

    public Optional<Named> find(Dimension dimension, String item) {
        return Optional.ofNullable(byCode.getOrDefault(dimension, Map.of()).get(item));
    }

    /** All of a dimension in the order the city lists them. */
    public List<Named> all(Dimension dimension) {
        return List.copyOf(byCode.getOrDefault(dimension, Map.of()).values());
    }

    public List<Named> entries() {
        return entries;
    }

    /** Code of the hotline's own row, or null. */
    public String hotlineUnit() {
        return hotlineUnit;
    }

    /** Value of a setting as of then, or empty text where it was not kept. */
    public String term(String key) {
        return terms.getOrDefault(key, "");
    }

    /** The same with one term more. */
    Names with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(terms);
        more.put(key, value);
        return new Names(entries, hotlineUnit, more);
    }

    public Map<String, String> terms() {
        return terms;
    }
}
