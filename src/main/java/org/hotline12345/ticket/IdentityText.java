package org.hotline12345.ticket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Finds and covers the reporter's name and phone in free text, and any phone number in what the centre hands on to a
 * unit. People write numbers with blanks, dashes and full-width digits, and names with a title instead of the given name.
 */
@Component
public class IdentityText {

    private static final String COVER = "***";
    private static final String BETWEEN = "[\\s\\-－—–·.．()（）]*";
    private static final String DIGIT = "[0-9０-９]";
    /** Mobile, service and landline numbers; a bare eight-digit number that reads as a date is not one. */
    private static final Pattern PHONE = Pattern.compile("(?<!" + DIGIT + ")(?:"
            + "(?:[+＋]?[8８][6６]" + BETWEEN + ")?[1１](?:" + BETWEEN + DIGIT + "){10}"
            + "|[0０]" + DIGIT + "{2,3}" + BETWEEN + DIGIT + "{7,8}"
            + "|[48４８][0０][0０](?:" + BETWEEN + DIGIT + "){7}"
            + "|(?!(?:19|20)[0-9]{6}(?![0-9]))[1-9１-９]" + DIGIT + "{6,7})(?!" + DIGIT + ")");
    private static final String TITLES = "(?:先生|女士|小姐|同志|师傅|老师|某某|某)";
    private static final List<String> COMPOUND_SURNAMES = List.of("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟",
            "公孙", "慕容", "司徒", "令狐", "夏侯", "端木", "独孤", "长孙");

    private final IdentityVault vault;

    IdentityText(IdentityVault vault) {
        this.vault = vault;
    }

    /** The text without any phone number and without the name and phone of the ticket's citizen; null stays null. */
    public String scrub(String ticketNo, String text) {
        return text == null ? null
                : PHONE.matcher(of(vault.find(ticketNo).orElse(null)).cover(text)).replaceAll(COVER);
    }

    /** Texts by ticket number, each without any phone number and without the name and phone of its ticket's citizen. */
    Map<String, String> scrubAll(Map<String, String> texts) {
        Map<String, IdentityVault.Identity> known = texts.isEmpty() ? Map.of() : vault.find(texts.keySet());
        Map<String, String> scrubbed = new HashMap<>();
        texts.forEach((ticketNo, text) -> scrubbed.put(ticketNo,
                PHONE.matcher(of(known.get(ticketNo)).cover(text)).replaceAll(COVER)));
        return scrubbed;
    }

    /** Takes the citizen's name and phone and any other phone number out of a text; null stays null. */
    static UnaryOperator<String> everything(IdentityVault.Identity identity) {
        Reporter reporter = of(identity);
        return text -> text == null ? null : PHONE.matcher(reporter.cover(text)).replaceAll(COVER);
    }

    static Reporter of(IdentityVault.Identity identity) {
        return new Reporter(identity);
    }

    /** The words by which one citizen could be known. */
    static final class Reporter {

        private final List<Pattern> words = new ArrayList<>();

        private Reporter(IdentityVault.Identity identity) {
            if (identity == null) {
                return;
            }
            if (identity.phone() != null && identity.phone().length() >= 7) {
                words.add(phone(identity.phone()));
            }
            if (identity.name() != null && identity.name().codePointCount(0, identity.name().length()) >= 2) {
                words.add(name(identity.name()));
            }
        }

        boolean isIn(String text) {
            return text != null && words.stream().anyMatch(word -> word.matcher(text).find());
        }

        String cover(String text) {
            String covered = text;
            for (Pattern word : words) {
                covered = covered == null ? null : word.matcher(covered).replaceAll(COVER);
            }
            return covered;
        }

        private static Pattern phone(String phone) {
            StringBuilder regex = new StringBuilder("(?:[+＋]?[8８][6６]" + BETWEEN + ")?");
            for (char c : phone.toCharArray()) {
                regex.append(regex.charAt(regex.length() - 1) == '?' ? "" : BETWEEN)
                        .append(c >= '0' && c <= '9' ? "[" + c + (char) ('０' + c - '0') + "]" : Pattern.quote(String.valueOf(c)));
            }
            return Pattern.compile(regex.toString());
        }

        private static Pattern name(String name) {
            StringBuilder spaced = new StringBuilder();
            name.codePoints().filter(c -> !Character.isWhitespace(c)).forEach(c ->
                    spaced.append(spaced.isEmpty() ? "" : "[\\s·]*").append(Pattern.quote(Character.toString(c))));
            String surname = COMPOUND_SURNAMES.stream().filter(name::startsWith).findFirst()
                    .orElse(name.substring(0, name.offsetByCodePoints(0, 1)));
            return Pattern.compile(spaced + "|" + Pattern.quote(surname) + TITLES);
        }
    }
}
