package org.hotline12345.design;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.hotline12345.design.DecisionFile.Column;

/** Names of matters, units and places straight from the seeds, without a database. */
final class SeedWords implements ColumnWords {

    private final Map<String, String> categories = names(List.of("categories-shaoyang", "categories-hainan", "categories-haikou"));
    private final Map<String, String> units = names(List.of("units-shaoyang"));
    private final Map<String, String> everywhere = names(List.of("units-shaoyang", "units-hainan", "units-haikou", "units-haimen"));
    private final Map<String, String> regions = names(List.of("regions"));

    @Override
    public Words of(Column column, Set<String> used) {
        if (!column.type().equals("string")) {
            return Words.NONE;
        }
        if (!column.allowed().isEmpty()) {
            return new Words(CatalogueWords.FIXED, true);
        }
        return switch (column.variable()) {
            case "category" -> new Words(categories, true);
            case "unit", "aboutUnit" -> new Words(used.stream().anyMatch(units::containsKey) ? units : everywhere, true);
            case "region", "district", "jurisdiction" -> new Words(regions, false);
            default -> Words.NONE;
        };
    }

    private static Map<String, String> names(List<String> files) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String file : files) {
            try (CSVParser csv = CSVParser.parse(Path.of("src/main/resources/data/" + file + ".csv"), StandardCharsets.UTF_8,
                    CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get())) {
                csv.forEach(row -> names.putIfAbsent(row.get("code"), row.get("name")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }
}
