package org.hotline12345.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing without letting anybody lock somebody else out: only wrong passwords count, they count against
 * the address they come from, and an address from which the account signed in lately is not touched by what strangers
 * try. Allowances fill again continuously, so nobody has to be unlocked by hand.
 */
@Component
class LoginThrottle {

    private static final int MOST_ENTRIES = 100_000;
    private static final Duration ACQUAINTANCE = Duration.ofDays(30);

    private final SecuritySettings settings;
    private final Cache<String, Bucket> byAddress;
    private final Cache<Pair, Bucket> byPair;
    private final Cache<String, Bucket> byStrangers;
    private final Cache<Pair, Bucket> byDevice;
    private final Cache<Pair, Boolean> acquainted =
            Caffeine.newBuilder().maximumSize(MOST_ENTRIES).expireAfterWrite(ACQUAINTANCE).build();

    private record Pair(String account, String address) {
    }

    LoginThrottle(SecuritySettings settings) {
        this.settings = settings;
        this.byAddress = allowances();
        this.byPair = allowances();
        this.byStrangers = allowances();
        this.byDevice = allowances();
    }

    /**
     * As {@link #allows(String, String)}; a browser known from an earlier sign-in has an allowance of its own, which nobody
     * else can use up, whatever address it and strangers come from.
     *
     * @param device the browser's mark, or null for a stranger
     */
    boolean allows(String account, String address, String device) {
        return device == null ? allows(account, address) : !exhausted(byDevice.getIfPresent(new Pair(account, device)));
    }

    void failed(String account, String address, String device) {
        if (device == null) {
            failed(account, address);
        } else {
            count(byDevice, new Pair(account, device), settings.failuresPerAccount());
        }
    }

    /** Whether another attempt may be made now; does not count it. */
    boolean allows(String account, String address) {
        Pair pair = new Pair(account, address);
        if (exhausted(byPair.getIfPresent(pair))) {
            return false;
        }
        if (isAcquainted(pair)) {
            return true;
        }
        return !exhausted(byAddress.getIfPresent(address)) && !exhausted(byStrangers.getIfPresent(account));
    }

    void failed(String account, String address) {
        Pair pair = new Pair(account, address);
        count(byPair, pair, settings.failuresPerAccount());
        count(byAddress, address, settings.failuresPerAddress());
        if (!isAcquainted(pair)) {
            count(byStrangers, account, settings.failuresPerStrangers());
        }
    }

    void succeeded(String account, String address) {
        Pair pair = new Pair(account, address);
        byPair.invalidate(pair);
        acquainted.put(pair, true);
    }

    /** Seconds after which one more attempt is possible. */
    long retryAfterSeconds() {
        return Math.max(1, settings.failurePeriod().toSeconds() / settings.failuresPerAccount());
    }

    private boolean isAcquainted(Pair pair) {
        return acquainted.getIfPresent(pair) != null;
    }

    private static boolean exhausted(Bucket bucket) {
        return bucket != null && bucket.getAvailableTokens() <= 0;
    }

    private <K> void count(Cache<K, Bucket> buckets, K key, int allowance) {
        buckets.get(key, unused -> Bucket.builder()
                .addLimit(limit -> limit.capacity(allowance).refillGreedy(allowance, settings.failurePeriod()))
                .build()).tryConsume(1);
    }

    private <K> Cache<K, Bucket> allowances() {
        return Caffeine.newBuilder().maximumSize(MOST_ENTRIES)
                .expireAfterAccess(settings.failurePeriod().multipliedBy(2)).build();
    }
}
