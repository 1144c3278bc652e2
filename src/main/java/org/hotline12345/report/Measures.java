package org.hotline12345.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Sha256;
import org.hotline12345.organization.Settings;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The catalogue of measures and rates (指标目录): what each is called, counted from, leaves out, and whose definition it is. */
@Component
public class Measures {

    private static final String MEASURES = "data/measures.csv";
    private static final String RATES = "data/rates.csv";
    private static final String LISTS = "data/list-rules.csv";
    private static final int SHORT = 12;

    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final Map<String, Rate> rates = new LinkedHashMap<>();
    private final List<ListRules.Rule> lists;
    private final String version;
    private final Settings settings;

    Measures(Settings settings) {
        this.settings = settings;
        byte[] ofMeasures = bytes(MEASURES);
        byte[] ofRates = bytes(RATES);
        byte[] ofLists = bytes(LISTS);
        rows(ofMeasures).forEach(row -> measures.merge(row.get("code"), measure(row), Measures::together));
        for (CSVRecord row : rows(ofRates)) {
            Rate rate = new Rate(row.get("code"), row.get("name"), row.get("numerator"), row.get("denominator"), row.get("note"),
                    row.get("source"));
            if (!measures.containsKey(rate.numerator()) || !measures.containsKey(rate.denominator())
                    || rates.put(rate.code(), rate) != null) {
                throw new IllegalStateException(RATES + ": " + rate.code() + " is there twice or divides what is not counted");
            }
        }
        this.lists = rows(ofLists).stream().map(row -> new ListRules.Rule(row.get("code"), row.get("rate"), row.get("title"),
                row.get("compares"), row.get("percent"))).toList();
        this.version = Sha256.of(ofMeasures, ofRates, ofLists).substring(0, SHORT);
    }

    /** Every measure in the order of the catalogue. */
    public List<Measure> all() {
        return List.copyOf(measures.values());
    }

    /** @throws Refusal INVALID {@code report.unknownMeasure} */
    public Measure require(String code) {
        Measure measure = code == null ? null : measures.get(code);
        if (measure == null) {
            throw Refusal.invalid("report.unknownMeasure", "没有代码为“" + code + "”的指标，请从指标目录中选择。");
        }
        return measure;
    }

    public List<Rate> rates() {
        return List.copyOf(rates.values());
    }

    /** @throws Refusal INVALID {@code report.unknownRate} */
    public Rate rate(String code) {
        Rate rate = code == null ? null : rates.get(code);
        if (rate == null) {
            throw Refusal.invalid("report.unknownRate", "没有代码为“" + code + "”的比率，请从指标目录中选择。");
        }
        return rate;
    }

    /**
     * The rate that a hotline calls by the name of a setting, such as {@code report.satisfactionRate}.
     *
     * @throws IllegalArgumentException when there is no such setting
     */
    public Rate rateOf(String jurisdiction, String settingKey) {
        return rate(settings.text(jurisdiction, settingKey));
    }

    /** Every rule of the assessment lists. */
    List<ListRules.Rule> lists() {
        return lists;
    }

    /** Changes with every change of the catalogue: figures of different versions are not compared. */
    public String version() {
        return version;
    }

    private static Measure measure(CSVRecord row) {
        String amount = row.get("amount");
        boolean greatest = amount.startsWith("max:");
        return new Measure(row.get("code"), row.get("name"), row.get("unit"), row.get("exclusions"), row.get("note"), row.get("source"),
                List.of(new Measure.Part(Base.of(row.get("base")), row.get("condition"),
                        amount.isEmpty() ? null : greatest ? amount.substring("max:".length()) : amount, greatest,
                        row.get("at").equals("hotline"), row.get("at").equals("city"))));
    }

    /** A further line of the same code adds rows of another base; its texts stand in the first line only. */
    private static Measure together(Measure first, Measure next) {
        if (!next.name().isEmpty()) {
            throw new IllegalStateException(MEASURES + ": " + first.code() + " is named twice");
        }
        List<Measure.Part> parts = new ArrayList<>(first.parts());
        parts.addAll(next.parts());
        return new Measure(first.code(), first.name(), first.unit(), first.exclusions(), first.note(), first.source(), parts);
    }

    private static List<CSVRecord> rows(byte[] csv) {
        try (InputStreamReader reader = new InputStreamReader(new ByteArrayInputStream(csv), StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).setIgnoreEmptyLines(true).get()
                    .parse(reader).getRecords();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsByteArray();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
