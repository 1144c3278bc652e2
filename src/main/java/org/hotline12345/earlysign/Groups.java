package org.hotline12345.earlysign;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Gazetteer;
import org.hotline12345.organization.Place;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.Callers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds matters that many people report of one place within a few days. The place is a name the gazetteer knows, or the
 * address as written, up to the number of the building. Tickets without a number may all be one person's: of a place and
 * matter they count as one. A split call is counted by its matters, as everywhere.
 */
@Component
class Groups {

    /** Names too wide to be one place. */
    private static final Set<String> WIDE = Set.of("region", "short", "street");
    private static final Pattern INSIDE = Pattern.compile("[0-9a-z一二三四五六七八九十]*(号楼|栋|幢|座|单元|楼|室|号|附近).*$");
    private static final int SHORTEST = 3;
    private static final int LONGEST = 60;

    private final Gazetteer gazetteer;
    private final Categories categories;
    private final Callers callers;
    private final Settings settings;
    private final JdbcClient jdbc;

    Groups(Gazetteer gazetteer, Categories categories, Callers callers, Settings settings, JdbcClient jdbc) {
        this.gazetteer = gazetteer;
        this.categories = categories;
        this.callers = callers;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    private record Matter(String category, String place) {
    }

    /** Groups somebody joined on the day. */
    List<Finding> of(String jurisdiction, LocalDate day) {
        int days = settings.number(jurisdiction, "earlySign.groupDays");
        int least = settings.number(jurisdiction, "earlySign.groupCallers");
        long dayBegins = DayCounts.startOf(day);
        Map<String, List<String>> ticketsOf = new TreeMap<>();
        Map<String, Matter> matters = new TreeMap<>();
        Set<String> joined = new HashSet<>();
        jdbc.sql("select ticket_no, category, address, title, registered_at from ticket_ticket where jurisdiction = :jurisdiction and registered_at >= :from "
                        + "and registered_at < :until and status <> 'invalid' and parts = 0 order by registered_at, ticket_no")
                .param("jurisdiction", jurisdiction).param("from", DayCounts.startOf(day.minusDays(days - 1L)))
                .param("until", DayCounts.startOf(day.plusDays(1))).query(row -> {
                    Optional<String> place = place(jurisdiction, row.getString(3), row.getString(4));
                    if (place.isPresent()) {
                        String key = row.getString(2) + "|" + place.get();
                        matters.put(key, new Matter(row.getString(2), place.get()));
                        ticketsOf.computeIfAbsent(key, each -> new ArrayList<>()).add(row.getString(1));
                        if (row.getLong(5) >= dayBegins) {
                            joined.add(key);
                        }
                    }
                });
        List<Finding> found = new ArrayList<>();
        ticketsOf.forEach((key, numbers) -> {
            if (numbers.size() >= least && joined.contains(key)) {
                Map<String, String> known = callers.of(numbers);
                long people = known.values().stream().distinct().count() + (known.keySet().containsAll(numbers) ? 0 : 1);
                if (people >= least) {
                    Matter matter = matters.get(key);
                    String name = matter.place() + "：" + (matter.category() == null ? "未分类"
                            : categories.find(jurisdiction, matter.category()).map(Category::name).orElse(matter.category())) + "（" + people + "人）";
                    found.add(new Finding(SignKind.GROUP, key, name, days, numbers.size(), null, null, List.copyOf(numbers)));
                }
            }
        });
        return found;
    }

    private Optional<String> place(String jurisdiction, String address, String title) {
        Optional<String> named = known(jurisdiction, address).or(() -> known(jurisdiction, title));
        if (named.isPresent() || address == null) {
            return named;
        }
        String written = INSIDE.matcher(EffectiveText.plain(address)).replaceFirst("");
        return written.length() < SHORTEST || written.length() > LONGEST ? Optional.empty() : Optional.of(written);
    }

    private Optional<String> known(String jurisdiction, String text) {
        return gazetteer.find(jurisdiction, text).candidates().stream().filter(place -> !WIDE.contains(place.kind())).map(Place::name).findFirst();
    }
}
