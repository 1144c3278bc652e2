package org.hotline12345.common;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds an enumeration's constant by the code used at the doors. */
public final class Coded {

    private Coded() {
    }

    /**
     * The constant with a code.
     *
     * @param refusal code of the refusal, INVALID, that an unknown code is answered with
     * @param name what the code stands for, Chinese
     */
    public static <E> E find(E[] values, Function<E, String> codeOf, String code, String refusal, String name) {
        for (E value : values) {
            if (codeOf.apply(value).equals(code)) {
                return value;
            }
        }
        throw Refusal.invalid(refusal, name + "「" + code + "」无效，可用："
                + Arrays.stream(values).map(codeOf).collect(Collectors.joining("、")) + "。");
    }
}
