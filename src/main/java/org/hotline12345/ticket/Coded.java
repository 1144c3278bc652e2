package org.hotline12345.ticket;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.common.Refusal;

/** Finds an enumeration's constant by the code used at the doors. */
final class Coded {

    private Coded() {
    }

    static <E> E find(E[] values, Function<E, String> codeOf, String code, String refusal, String name) {
        for (E value : values) {
            if (codeOf.apply(value).equals(code)) {
                return value;
            }
        }
        throw Refusal.invalid(refusal, name + "「" + code + "」无效，可用："
                + Arrays.stream(values).map(codeOf).collect(Collectors.joining("、")) + "。");
    }
}
