package org.hotline12345.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Chinese texts of the shipped webapps, held against the English ones in their jar. */
class WebappLocalesTest {

    private static final String APPS = "META-INF/resources/webjars/camunda/app/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}|\\{}");
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");
    /** Latin words that a Chinese text may carry: names of things that have no other name. */
    private static final Set<String> LATIN = Set.of("BPMN", "DMN", "CSV", "JSON", "LDAP", "CTRL",
            "cockpit", "tasklist", "resolve", "yyyy", "MM", "ddTHH", "mm", "ss", "lt", "gt", "br", "strong", "href");
    /** Texts without Chinese, and why. */
    private static final Map<Pattern, String> WITHOUT_CHINESE = Map.of(
            Pattern.compile("SEARCH_(LESS|GREATER)_THAN(_EQUALS)?"), "comparison signs",
            Pattern.compile("NO_TASK_FORM"), "empty in English too: nothing is said of a task without a form",
            Pattern.compile("PLGN_(BATCH|MIG|MOD_DIALOG|MOD_RESTART_DIALOG)_S"), "the English plural's letter; Chinese has none");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void everyTextOfTheShippedLocaleIsSaidInChinese(String app) throws IOException {
        Map<String, String> english = labels(app, "en");
        Map<String, String> chinese = labels(app, "zh");

        assertThat(chinese.keySet()).as("no key missing, none left over").isEqualTo(english.keySet());
        List<String> silent = new ArrayList<>();
        chinese.forEach((key, text) -> {
            if (!HAN.matcher(text).find() && WITHOUT_CHINESE.keySet().stream().noneMatch(known -> known.matcher(key).matches())) {
                silent.add(key + " = " + text);
            }
        });
        assertThat(silent).as("texts without Chinese").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void aChineseTextKeepsThePlacesOfTheEnglishOne(String app) throws IOException {
        Map<String, String> english = labels(app, "en");
        Map<String, String> chinese = labels(app, "zh");
        List<String> different = new ArrayList<>();
        english.forEach((key, text) -> {
            if (!places(text).equals(places(chinese.getOrDefault(key, "")))) {
                different.add(key + ": " + text + " / " + chinese.get(key));
            }
        });
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void aChineseTextCarriesNoEnglishWordAndLinksNowhereElse(String app) throws IOException {
        Map<String, String> english = labels(app, "en");
        Set<String> leftovers = new TreeSet<>();
        labels(app, "zh").forEach((key, text) -> {
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                assertThat(english.get(key)).as(key).contains(link.group());
            }
            Matcher word = Pattern.compile("[A-Za-z]{2,}").matcher(LINK.matcher(PLACE.matcher(text).replaceAll("")).replaceAll(""));
            while (word.find()) {
                if (!LATIN.contains(word.group())) {
                    leftovers.add(key + ": " + word.group());
                }
            }
        });
        assertThat(leftovers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void datesAreSaidTheChineseWay(String app) throws IOException {
        JsonNode dates = read(app, "zh").path("dateLocales");

        assertThat(dates.path("months")).hasSize(12).allMatch(month -> month.asText().endsWith("月"));
        assertThat(dates.path("monthsShort")).hasSize(12).allMatch(month -> month.asText().endsWith("月"));
        for (String names : List.of("weekdays", "weekdaysShort", "weekdaysMin")) {
            assertThat(dates.path(names)).hasSize(7).allMatch(day -> HAN.matcher(day.asText()).find());
        }
        assertThat(dates.at("/longDateFormat/LLL").asText()).isEqualTo("YYYY年M月D日 HH:mm");
        assertThat(dates.path("relativeTime")).hasSize(13).allMatch(text -> HAN.matcher(text.asText()).find());
        assertThat(dates.at("/week/dow").asInt()).as("weeks begin on Monday").isEqualTo(1);
    }

    @Test
    void oneTermStandsForOneThingInAllApps() throws IOException {
        Map<String, Set<String>> said = new TreeMap<>();
        for (String app : List.of("tasklist", "cockpit", "admin", "welcome")) {
            Map<String, String> english = labels(app, "en");
            labels(app, "zh").forEach((key, text) -> said.computeIfAbsent(english.get(key), unused -> new TreeSet<>()).add(text.strip()));
        }
        assertThat(said.get("Claim")).containsExactly("签收");
        assertThat(said.get("Process Instance")).containsExactly("流程实例");
        assertThat(said.get("Incidents")).containsExactly("异常");
        said.values().removeIf(texts -> texts.size() == 1);
        assertThat(said).as("English texts with more than one Chinese text").isEmpty();
    }

    private static Map<String, String> labels(String app, String language) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        read(app, language).path("labels").fields().forEachRemaining(label -> labels.put(label.getKey(), label.getValue().asText()));
        assertThat(labels).as(app + " in " + language).hasSizeGreaterThan(100);
        return labels;
    }

    private static JsonNode read(String app, String language) throws IOException {
        String name = APPS + app + "/locales/" + language + ".json";
        try (InputStream in = WebappLocalesTest.class.getClassLoader().getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            // The shipped files begin with a byte order mark.
            return JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\uFEFF", ""));
        }
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher found = PLACE.matcher(text);
        while (found.find()) {
            places.add(found.group(1) == null ? "{}" : found.group(1));
        }
        return places;
    }
}
