package org.hotline12345.platform;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms keep the names that facades, outside checks and the replay rely on, and speak Chinese. */
class FormsTest {

    private static final Path FORMS = Path.of("forms");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    /** Fields each form must submit under exactly these names. */
    private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
            entry("dispatch-ticket", Set.of("decision", "kind", "category", "leadUnit", "assistUnits", "mergeInto", "matters", "reason", "urgent",
                    "ownershipPending")),
            entry("request-supplement", Set.of("supplement", "category", "region")),
            entry("handle-ticket", Set.of("action", "reply", "publicReply", "contactAt", "contactOutcome", "returnReason",
                    "proposedUnit", "legalBasis", "procedure", "extensionDays", "reasonCode", "reason", "overrideReason", "way",
                    "recipient", "subUnit", "section", "assignee")),
            entry("sign-off-reply", Set.of("approved", "reason")),
            entry("rule-on-extension", Set.of("granted", "resumeOn", "reason")),
            entry("final-reply", Set.of("reply", "publicReply")),
            entry("rule-on-return", Set.of("ruling", "leadUnit", "reason")),
            entry("hold-meeting", Set.of("invitees", "institutions", "attendance", "teams", "minutes", "leadUnit", "assistUnits",
                    "actions", "catalogueRow")),
            entry("complete-action", Set.of("agreed", "result")),
            entry("confirm-action", Set.of("agreed", "verdict", "remark")),
            entry("hold-consultation", Set.of("agreed", "conclusion", "norm", "leadUnit", "catalogueRow")),
            entry("review-reply", Set.of("verdict", "reason")),
            entry("call-back", Set.of("outcome", "authentic", "solved", "satisfied", "remark")),
            entry("visit-citizen", Set.of("visitedAt", "companions", "authentic", "solved", "satisfied", "signedBy",
                    "signatureFile", "remark")),
            entry("call-for-unit", Set.of("question", "outcome", "answer")),
            entry("answer-at-second-line", Set.of("outcome", "answer")),
            entry("confirm-transfer", Set.of("outcome", "confirmationNo", "note")),
            entry("talk-three-way", Set.of("outcome", "confirmationNo", "note")),
            entry("notify-unit", Set.of("noticeTo", "noticeAt", "way", "remark")),
            entry("follow-up", Set.of("note", "done")),
            entry("import-notice", Set.of("source", "content", "order")),
            entry("approve-notice", Set.of("verdict", "lostDays", "acknowledged", "reason")),
            entry("fulfil-promise", Set.of("agreed", "result")),
            entry("confirm-promise", Set.of("agreed", "verdict", "remark")),
            entry("give-opinion", Set.of("question", "outcome", "opinion", "reason")),
            entry("answer-order", Set.of("answer")),
            entry("close-order", Set.of("verdict", "higherPerson", "reason")),
            entry("call-again", Set.of("outcome", "authentic", "solved", "satisfied", "remark")),
            entry("score-sample", Set.of("sample", "deductions", "remark")),
            entry("rule-on-appeal", Set.of("sample", "ruling", "deductions", "reason")),
            entry("edit-bulletin", Set.of("facts", "action", "reason")),
            entry("check-figures", Set.of("facts", "answer", "measure1", "tickets1", "reason1", "measure2", "tickets2", "reason2", "measure3",
                    "tickets3", "reason3", "measure4", "tickets4", "reason4", "measure5", "tickets5", "reason5", "measure6", "tickets6", "reason6")),
            entry("rule-on-objection", Set.of("facts", "ruling", "remedy", "reasonCode", "reason")),
            entry("review-bulletin", Set.of("facts", "verdict", "reason")),
            entry("sign-bulletin", Set.of("facts", "verdict", "reason")),
            entry("rule-on-exclusion", Set.of("granted", "reason")));

    /** Fields that only help to fill in another one on the same form. */
    private static final Map<String, String> HELPERS = Map.of(
            "answer-order", "orderText", "close-order", "orderText", "import-notice", "noticeFacts", "approve-notice", "noticeFacts",
            "dispatch-ticket", "assistUnit[1-4]|answer|grounds|note|similarTicket|otherTicket|matter(Title|Content|Category|Unit)[1-5]",
            "notify-unit", "onDuty",
            "hold-meeting", "assistUnit[1-4]|invitee[1-8]|otherInvitees|action(Unit|Text|Due)[1-5]|absent(Unit|State|Note)[1-3]"
                    + "|(expert|legal|supervision)(Post|Members)|catalogue(Category|Unit|Region|Basis)",
            "hold-consultation", "catalogue(Category|Unit|Region|Basis)",
            "visit-citizen", "companion[12]");

    /** A unit's row of a bulletin. */
    private static final Set<String> YES_OR_NO = Set.of("true", "false");
    private static final Map<String, Set<String>> CHOICES = Map.ofEntries(
            entry("dispatch-ticket.decision",
                    Set.of("dispatch", "instantAnswer", "transfer", "legalRoute", "decline", "merge", "split", "needInfo")),
            entry("handle-ticket.action", Set.of("reply", "interimReply", "contact", "return", "extend", "suspend", "object",
                    "subDispatch", "assign")),
            entry("handle-ticket.way", Set.of("letter", "phone")),
            entry("handle-ticket.procedure", Set.of("complaint-acceptance", "complaint-mediation", "report-filing", "formal-reply")),
            entry("handle-ticket.reasonCode", Set.of("engineering", "season", "condition", "lawsuit", "force-majeure")),
            entry("sign-off-reply.approved", Set.of("true", "false")),
            entry("rule-on-extension.granted", Set.of("true", "false")),
            entry("hold-meeting.absentState1", Set.of("delegated", "absent")),
            entry("hold-meeting.absentState2", Set.of("delegated", "absent")),
            entry("hold-meeting.absentState3", Set.of("delegated", "absent")),
            entry("confirm-action.verdict", Set.of("done", "redo")),
            entry("review-reply.verdict", Set.of("pass", "rework")),
            entry("call-for-unit.outcome", Set.of("reached", "noAnswer", "refused", "wrongNumber")),
            entry("call-back.outcome", Set.of("reached", "noAnswer", "refused", "wrongNumber")),
            entry("call-back.authentic", YES_OR_NO),
            entry("call-back.solved", YES_OR_NO),
            entry("call-back.satisfied", YES_OR_NO),
            entry("visit-citizen.authentic", YES_OR_NO),
            entry("visit-citizen.solved", YES_OR_NO),
            entry("visit-citizen.satisfied", YES_OR_NO),
            entry("visit-citizen.signedBy", YES_OR_NO),
            entry("answer-at-second-line.outcome", Set.of("answered", "dispatch", "legalRoute")),
            entry("confirm-transfer.outcome", Set.of("confirmed", "refused")),
            entry("talk-three-way.outcome", Set.of("theirs", "ours", "unclear")),
            entry("dispatch-ticket.urgent", Set.of("true", "false")),
            entry("dispatch-ticket.ownershipPending", Set.of("true")),
            entry("notify-unit.way", Set.of("phone", "letter")),
            entry("follow-up.done", Set.of("true", "false")),
            entry("import-notice.source", Set.of("text", "json", "csv")),
            entry("approve-notice.verdict", Set.of("approve", "reject")),
            entry("approve-notice.lostDays", Set.of("keep", "drop")),
            entry("approve-notice.acknowledged", Set.of("true", "false")),
            entry("confirm-promise.verdict", Set.of("done", "redo")),
            entry("give-opinion.outcome", Set.of("given", "declined")),
            entry("rule-on-appeal.ruling", Set.of("upheld", "changed", "lifted")),
            entry("close-order.verdict", Set.of("closed", "escalate")),
            entry("call-again.outcome", Set.of("reached", "noAnswer", "refused", "wrongNumber")),
            entry("call-again.authentic", Set.of("true", "false")),
            entry("call-again.solved", Set.of("true", "false")),
            entry("call-again.satisfied", Set.of("true", "false")),
            entry("edit-bulletin.action", Set.of("submit", "refreeze", "drop")),
            entry("check-figures.answer", Set.of("agree", "object")),
            entry("rule-on-objection.ruling", Set.of("upheld", "rejected")),
            entry("rule-on-objection.remedy", Set.of("exclusion", "mended")),
            entry("rule-on-objection.reasonCode", Set.of("unreasonable", "beyondPolicy", "noContact", "citizenDeclined", "forceMajeure", "lawsuit",
                    "malicious", "otherUnit")),
            entry("review-bulletin.verdict", Set.of("pass", "back")),
            entry("sign-bulletin.verdict", Set.of("sign", "back")),
            entry("rule-on-exclusion.granted", Set.of("true", "false")));

    private static final Set<String> RENDERED_BY_TASKLIST = Set.of("text", "select", "radio", "textarea", "textfield",
            "datetime", "expression");

    static List<String> forms() throws IOException {
        try (Stream<Path> files = Files.list(FORMS)) {
            return files.map(file -> file.getFileName().toString().replace(".form", "")).sorted().toList();
        }
    }

    @Test
    void everyTaskOfTheNamesTableHasItsForm() throws IOException {
        assertThat(forms()).containsAll(FIELDS.keySet());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void idIsTheFileNameAndTheVersionIsTheEnginesOwn(String form) {
        JsonNode json = read(form);
        assertThat(json.path("id").asText()).isEqualTo(form);
        assertThat(json.path("schemaVersion").asInt()).isEqualTo(16);
        assertThat(json.path("executionPlatform").asText()).isEqualTo("Camunda Platform");
        assertThat(json.path("executionPlatformVersion").asText()).isEqualTo("7.24.0");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void fieldsBearTheNamesOfTheNamesTable(String form) {
        Set<String> keys = components(form).stream().filter(field -> field.has("key"))
                .map(field -> field.get("key").asText()).collect(Collectors.toCollection(TreeSet::new));
        String helpers = HELPERS.getOrDefault(form, "");
        assertThat(keys.stream().filter(key -> !key.matches(helpers)).collect(Collectors.toSet()))
                .isEqualTo(FIELDS.get(form));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void keysAndIdsAreUnique(String form) {
        assertThat(components(form)).extracting(field -> field.get("id").asText()).doesNotHaveDuplicates()
                .allMatch(id -> id.matches("Field_[A-Z][A-Za-z0-9]*"));
        assertThat(components(form)).filteredOn(field -> field.has("key"))
                .extracting(field -> field.get("key").asText()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void onlyComponentsThatTasklistRenders(String form) {
        assertThat(components(form)).extracting(field -> field.get("type").asText()).isSubsetOf(RENDERED_BY_TASKLIST);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void choicesAreTheDocumentedOnes(String form) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JsonNode field : components(form)) {
            if (field.has("values")) {
                found.put(form + "." + field.get("key").asText(), StreamSupport.stream(field.get("values").spliterator(), false)
                        .map(value -> value.get("value").asText()).collect(Collectors.toSet()));
            }
        }
        assertThat(found).isEqualTo(CHOICES.entrySet().stream().filter(entry -> entry.getKey().startsWith(form + "."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Test
    void callbackAnswersAreSubmittedAsBooleans() {
        for (JsonNode field : components("call-back")) {
            if (Set.of("authentic", "solved", "satisfied").contains(field.path("key").asText())) {
                assertThat(field.get("values")).allMatch(value -> value.get("value").isBoolean());
            }
        }
    }

    @Test
    void theDutyLeaderIsOfferedOnlyNearestAndMeeting() {
        JsonNode ruling = field("rule-on-return", "ruling");
        String[] branches = ruling.get("valuesExpression").asText().split("(then|else) ");
        assertThat(branches[0]).contains("rulingBy = \"supervisor\"");
        assertThat(values(branches[1])).containsExactly("nearest", "meeting");
        assertThat(values(branches[2])).containsExactly("redispatch", "reject", "nearest", "meeting");
    }

    @Test
    void choicesOfUnitsKindsCategoriesAndPlacesComeAtReadTime() {
        Map<String, String> sources = new TreeMap<>();
        FIELDS.keySet().forEach(form -> components(form).stream().filter(field -> field.has("valuesKey")).forEach(field ->
                sources.put(field.get("key").asText().replaceAll("\\d", ""), field.get("valuesKey").asText())));
        assertThat(sources).isEqualTo(Map.ofEntries(entry("leadUnit", "unitOptions"), entry("assistUnit", "unitOptions"),
                entry("proposedUnit", "unitOptions"), entry("actionUnit", "unitOptions"), entry("invitee", "unitOptions"),
                entry("absentUnit", "unitOptions"), entry("catalogueUnit", "unitOptions"),
                entry("catalogueCategory", "categoryOptions"), entry("companion", "companionOptions"),
                entry("kind", "kindOptions"), entry("category", "categoryOptions"), entry("region", "regionOptions"),
                entry("subUnit", "subUnitOptions"), entry("section", "sectionOptions"),
                entry("assignee", "assigneeOptions"),
                entry("similarTicket", "similarOptions"), entry("matterCategory", "categoryOptions"),
                entry("matterUnit", "unitOptions"), entry("measure", "measureOptions")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void labelsAreChineseTextWithoutExpressions(String form) {
        for (JsonNode field : components(form)) {
            List<String> read = new ArrayList<>();
            for (String name : List.of("label", "dateLabel", "timeLabel", "text", "description")) {
                if (field.has(name)) {
                    read.add(field.get(name).asText());
                }
            }
            field.path("values").forEach(value -> read.add(value.get("label").asText()));
            if (!"expression".equals(field.get("type").asText())) {
                assertThat(read).as(form + " " + field.get("id").asText()).isNotEmpty();
            }
            assertThat(read).allMatch(text -> CHINESE.matcher(text).find(), "is Chinese")
                    .noneMatch(text -> text.startsWith("=") || text.contains("${") || text.contains("#{")
                            || text.contains("{{"));
            assertThat(field.has("defaultValue")).as("defaults would be submitted unread").isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void freeTextIsLimitedInLength(String form) {
        assertThat(components(form)).filteredOn(field -> field.get("type").asText().matches("textarea|textfield"))
                .allMatch(field -> field.path("validate").path("maxLength").asInt() > 0);
    }

    private static List<String> values(String branch) {
        return Pattern.compile("value: \"(\\w+)\"").matcher(branch).results().map(found -> found.group(1)).toList();
    }

    private static JsonNode field(String form, String key) {
        return components(form).stream().filter(field -> key.equals(field.path("key").asText())).findFirst().orElseThrow();
    }

    private static List<JsonNode> components(String form) {
        List<JsonNode> components = new ArrayList<>();
        read(form).get("components").forEach(components::add);
        return components;
    }

    private static JsonNode read(String form) {
        try {
            return new ObjectMapper().readTree(FORMS.resolve(form + ".form").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
