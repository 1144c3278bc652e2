package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Guessing is slowed down, and nobody can lock somebody else out. */
class LoginThrottleTest {

    private final LoginThrottle throttle = new LoginThrottle(
            new SecuritySettings(true, 10, 100, 50, Duration.ofHours(1)));

    @Test
    void anAddressHasTenWrongPasswordsForOneAccount() {
        guess("operator", "10.0.0.9", 9);
        assertThat(throttle.allows("operator", "10.0.0.9")).isTrue();
        guess("operator", "10.0.0.9", 1);
        assertThat(throttle.allows("operator", "10.0.0.9")).isFalse();
    }

    @Test
    void theRightPersonStillGetsInFromTheirOwnAddress() {
        throttle.succeeded("operator", "10.0.0.1");
        for (int stranger = 0; stranger < 200; stranger++) {
            guess("operator", "203.0.113." + stranger, 20);
        }
        assertThat(throttle.allows("operator", "10.0.0.1")).isTrue();
        assertThat(throttle.allows("operator", "198.51.100.1")).isFalse();
    }

    @Test
    void sprayingOnePasswordOverManyAccountsIsStopped() {
        for (int account = 0; account < 100; account++) {
            guess("clerk-" + account, "203.0.113.5", 1);
        }
        assertThat(throttle.allows("clerk-999", "203.0.113.5")).isFalse();
        assertThat(throttle.allows("clerk-999", "203.0.113.6")).isTrue();
    }

    @Test
    void colleaguesBehindTheSameAddressAreNotTouched() {
        throttle.succeeded("dispatcher", "10.0.0.1");
        for (int account = 0; account < 50; account++) {
            guess("clerk-" + account, "10.0.0.1", 10);
        }
        assertThat(throttle.allows("dispatcher", "10.0.0.1")).isTrue();
    }

    @Test
    void signingInForgetsEarlierMistakes() {
        guess("operator", "10.0.0.1", 9);
        throttle.succeeded("operator", "10.0.0.1");
        guess("operator", "10.0.0.1", 9);
        assertThat(throttle.allows("operator", "10.0.0.1")).isTrue();
    }

    @Test
    void aKnownBrowserIsNotTouchedByStrangersBehindTheSameAddress() {
        for (int i = 0; i < 300; i++) {
            throttle.failed("operator", "10.0.0.1", null);
        }
        assertThat(throttle.allows("operator", "10.0.0.1", null)).isFalse();
        assertThat(throttle.allows("operator", "10.0.0.1", "desk-1")).isTrue();
        for (int i = 0; i < 10; i++) {
            throttle.failed("operator", "10.0.0.1", "desk-1");
        }
        assertThat(throttle.allows("operator", "10.0.0.1", "desk-1")).as("guessing on a borrowed machine is slowed down too").isFalse();
        assertThat(throttle.allows("operator", "10.0.0.1", "desk-2")).isTrue();
        assertThat(throttle.allows("dispatcher", "10.0.0.9", null)).isTrue();
    }

    private void guess(String account, String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(account, address);
        }
    }
}
