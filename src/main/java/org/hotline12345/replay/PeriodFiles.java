package org.hotline12345.replay;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Kind;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads a period's files from {@code replay/<name>/}; an unknown word in one of them is an error that names the file. */
final class PeriodFiles {

    private static final ObjectMapper MAPPER = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setNullString("").get();

    private PeriodFiles() {
    }

    /** Every period there is, by name. */
    static List<String> names() {
        try {
            return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath*:replay/*/period.yaml"))
                    .map(PeriodFiles::folder).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folder(Resource file) {
        try {
            String[] path = file.getURL().getPath().split("/");
            return path[path.length - 2];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PrintedPeriod period(String name) {
        try (InputStream in = file(name, "period.yaml").getInputStream()) {
            Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            tree.put("name", name);
            return MAPPER.convertValue(tree, PrintedPeriod.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> blocks(String name) {
        return rows(name, "tickets.csv", row -> new Block(Integer.parseInt(row.get("tickets")), Channel.of(row.get("channel")),
                Kind.of(row.get("kind")), row.get("category"), row.get("region"), row.get("unit"), word(Block.End.class, row.get("end")),
                row.get("rounds") == null ? 0 : Integer.parseInt(row.get("rounds")), "yes".equals(row.get("late")),
                word(Block.Answer.class, row.get("answer")), row.get("solved") == null ? null : (Boolean) row.get("solved").equals("yes"),
                row.get("minutes") == null ? null : Integer.valueOf(row.get("minutes"))));
    }

    static List<CallTotals> calls(String name) {
        return rows(name, "calls.csv", CallTotals::of);
    }

    static List<SpotCheck> checks(String name) {
        return rows(name, "spot-checks.csv", row -> new SpotCheck(row.get("unit"), row.get("by"), row.get("checkedAt"), "yes".equals(row.get("satisfied"))));
    }

    static List<Claim> claims(String name) {
        return rows(name, "printed.csv", row -> new Claim(row.get("label"), row.get("formula"), row.get("printed"), row.get("contradicts")));
    }

    /** The rows of a file; none where the period has no such file. */
    private static <T> List<T> rows(String name, String file, Function<CSVRecord, T> reader) {
        ClassPathResource resource = file(name, file);
        if (!resource.exists()) {
            return List.of();
        }
        try (CSVParser parser = CSV.parse(new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8))) {
            return parser.stream().map(row -> {
                try {
                    return reader.apply(row);
                } catch (RuntimeException e) {
                    throw new IllegalStateException("replay/" + name + "/" + file + ", row " + row.getRecordNumber() + ": " + e.getMessage(), e);
                }
            }).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static ClassPathResource file(String name, String file) {
        return new ClassPathResource("replay/" + name + "/" + file);
    }
}
