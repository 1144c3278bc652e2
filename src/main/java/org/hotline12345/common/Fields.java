package org.hotline12345.common;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The fields a person submitted with a task, checked one by one; the engine itself checks nothing. */
public final class Fields {

    private final Function<String, Object> source;

    public Fields(Function<String, Object> source) {
        this.source = source;
    }

    public String optional(String name, String label, int max) {
        return of(name, () -> Texts.optional(label, raw(name, label), max));
    }

    public String required(String name, String label, int max) {
        return of(name, () -> Texts.required(label, raw(name, label), max));
    }

    /** What reads or checks a field; a refusal that comes of it names the field. */
    public static <T> T of(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Refusal refusal) {
            throw refusal.at(name);
        }
    }

    /** One of the documented words of a choice. */
    public String choice(String name, String label, String... allowed) {
        String value = required(name, label, 64);
        if (!Arrays.asList(allowed).contains(value)) {
            throw Refusal.invalid("common.badChoice",
                    label + "「" + value + "」无效，可用：" + String.join("、", allowed) + "。").at(name);
        }
        return value;
    }

    /** A yes or no; null when not answered. */
    public Boolean flag(String name, String label) {
        Object value = source.apply(name);
        if (value == null || "".equals(value)) {
            return null;
        }
        if (value instanceof Boolean answer) {
            return answer;
        }
        if ("true".equals(value) || "false".equals(value)) {
            return Boolean.valueOf(value.toString());
        }
        throw Refusal.invalid("common.badFlag", label + "须为是或否（true/false）。").at(name);
    }

    /** A whole number, required. */
    public int number(String name, String label) {
        String value = required(name, label, 16);
        if (!value.matches("-?[0-9]{1,9}")) {
            throw Refusal.invalid("common.badNumber", label + "须为整数。").at(name);
        }
        return Integer.parseInt(value);
    }

    /** A list of codes: comma separated text, or a list. */
    public List<String> codes(String name, String label) {
        Object value = source.apply(name);
        Stream<?> parts;
        if (value == null) {
            return List.of();
        } else if (value instanceof Collection<?> list) {
            parts = list.stream();
        } else {
            parts = Arrays.stream(value.toString().split("[,，、\\s]+"));
        }
        List<String> codes = parts.map(String::valueOf).map(String::trim).filter(s -> !s.isEmpty()).distinct().toList();
        for (String code : codes) {
            if (!code.matches("[a-zA-Z0-9-]{1,64}")) {
                throw Refusal.invalid("common.badCode", label + "「" + Texts.optional(label, code, 200) + "」不是有效的代码。").at(name);
            }
        }
        return codes;
    }

    /** A list of names: text separated by commas, or a list. */
    public List<String> names(String name, String label, int max) {
        Object value = source.apply(name);
        Stream<?> parts = value instanceof Collection<?> list ? list.stream()
                : Arrays.stream((value == null ? "" : value.toString()).split("[,，、;；\n]+"));
        return of(name, () -> parts.map(part -> Texts.optional(label, String.valueOf(part), max)).filter(Objects::nonNull).distinct().toList());
    }

    /** An ISO 8601 instant with offset; null when not given. */
    public Instant instant(String name, String label) {
        String value = optional(name, label, 64);
        if (value == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value);
            of(name, () -> MeantDays.check(time.toLocalDate()));
            return time.toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid("common.badInstant", label + "须为带时区的时间，例如 2023-02-08T09:30:00+08:00。").at(name);
        }
    }

    private String raw(String name, String label) {
        Object value = source.apply(name);
        if (value == null) {
            return null;
        }
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw Refusal.invalid("common.badField", label + "的格式不正确。").at(name);
    }
}
