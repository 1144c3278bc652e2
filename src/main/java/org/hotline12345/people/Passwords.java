package org.hotline12345.people;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Makes one-time passwords that people can read off a sheet and that meet the rules. */
@Component
class Passwords {

    // Without 0 O 1 l I: they are read aloud and typed.
    private static final String LOWER = "abcdefghijkmnpqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String DIGITS = "23456789";
    private static final String ALL = LOWER + UPPER + DIGITS;
    private static final int GROUPS = 4;
    private static final int LETTERS = 4;

    private final SecureRandom random = new SecureRandom();

    /** Four groups of four, about 93 bits; of three kinds and more, since the hyphens count as one. */
    String once() {
        while (true) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < GROUPS * LETTERS; i++) {
                text.append(i > 0 && i % LETTERS == 0 ? "-" : "").append(ALL.charAt(random.nextInt(ALL.length())));
            }
            String made = text.toString();
            if (made.chars().anyMatch(c -> LOWER.indexOf(c) >= 0) && made.chars().anyMatch(c -> UPPER.indexOf(c) >= 0)
                    && made.chars().anyMatch(c -> DIGITS.indexOf(c) >= 0)) {
                return made;
            }
        }
    }
}
