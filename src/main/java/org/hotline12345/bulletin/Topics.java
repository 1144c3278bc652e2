package org.hotline12345.bulletin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.common.Refusal;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Topic;

/**
 * What a special report is about: the category, the region and the tag called like its topic, and tickets with one of its
 * words. A topic that names none of them and has no words is itself the word. Of a report begun from an early sign the sign
 * alone says what it is about, by code or by ticket, and the topic is only what people call it.
 */
public final class Topics {

    /** The words as they were when a snapshot was taken, among {@link Names#terms}. */
    static final String WORDS = "topic.words";

    /** Characters of a topic: it stands in the title. */
    static final int LONGEST = 100;

    private static final int SHORTEST = 2;
    private static final int MOST = 10;

    private Topics() {
    }

    /**
     * The tickets that a snapshot with these names counted, or would count.
     *
     * @param sign what the report was begun from, or null
     */
    public static Topic of(Names names, String topic, Subject sign) {
        if (sign == null) {
            return of(names, topic);
        }
        return new Topic(sign.category() == null ? Set.of() : withBelow(names, Dimension.CATEGORY, Set.of(sign.category())),
                sign.region() == null ? Set.of() : withBelow(names, Dimension.REGION, Set.of(sign.region())), Set.of(), List.of(), sign.ticketNos());
    }

    private static Topic of(Names names, String topic) {
        Set<String> categories = below(names, Dimension.CATEGORY, topic);
        Set<String> regions = below(names, Dimension.REGION, topic);
        List<String> words = split(names.term(WORDS));
        return new Topic(categories, regions, Set.of(topic), words.isEmpty() && categories.isEmpty() && regions.isEmpty() ? List.of(topic) : words);
    }

    /** The same in words, Chinese, one sentence. */
    public static String scope(Names names, String topic, Subject sign) {
        if (sign == null) {
            return scope(names, topic);
        }
        Topic asked = of(names, topic, sign);
        String told = sign.category() != null ? risen("诉求类别", names.of(Dimension.CATEGORY, sign.category()), asked.categories())
                : sign.region() != null ? risen("地区", names.of(Dimension.REGION, sign.region()), asked.regions())
                : "所列的" + asked.ticketNos().size() + "件";
        return "本期特报统计苗头“" + sign.title() + "”" + told + "工单。";
    }

    private static String risen(String what, String name, Set<String> codes) {
        return "所指" + what + "“" + name + "”" + (codes.size() > 1 ? "及其下级" : "") + "的";
    }

    private static String scope(Names names, String topic) {
        Topic asked = of(names, topic);
        List<String> any = new ArrayList<>();
        if (!asked.categories().isEmpty()) {
            any.add("诉求类别为“" + topic + "”" + (asked.categories().size() > 1 ? "及其下级" : ""));
        }
        if (!asked.regions().isEmpty()) {
            any.add("地区为“" + topic + "”" + (asked.regions().size() > 1 ? "及其下级" : ""));
        }
        any.add("标有专题“" + topic + "”");
        if (!asked.words().isEmpty()) {
            any.add("标题或内容中含有" + asked.words().stream().map(word -> "“" + word + "”").collect(Collectors.joining("、"))
                    + (asked.words().size() > 1 ? "之一" : ""));
        }
        return "本期特报统计" + String.join("，或者", any) + "的工单。";
    }

    /**
     * Words of a special report.
     *
     * @throws Refusal INVALID {@code bulletin.badTopicWords}
     */
    static void check(String words) {
        List<String> all = split(words);
        if (all.size() > MOST || all.stream().anyMatch(word -> word.codePointCount(0, word.length()) < SHORTEST)) {
            throw Refusal.invalid("bulletin.badTopicWords", "涉及的词最多" + MOST + "个，用空格分开，每个不少于" + SHORTEST + "个字。").at("topicFilter");
        }
    }

    private static List<String> split(String words) {
        return words == null ? List.of() : Arrays.stream(words.strip().split("[\\s,，、;；]+")).filter(word -> !word.isEmpty()).distinct().toList();
    }

    /** Codes of what is called or coded like the topic, and of everything below. */
    private static Set<String> below(Names names, Dimension dimension, String topic) {
        return withBelow(names, dimension, names.all(dimension).stream().filter(named -> named.name().equals(topic) || named.code().equals(topic))
                .map(Names.Named::code).toList());
    }

    private static Set<String> withBelow(Names names, Dimension dimension, Collection<String> of) {
        Set<String> codes = new LinkedHashSet<>(of);
        boolean grew = !codes.isEmpty();
        while (grew) {
            grew = codes.addAll(names.all(dimension).stream().filter(named -> named.parent() != null && codes.contains(named.parent()))
                    .map(Names.Named::code).toList());
        }
        return codes;
    }
}
