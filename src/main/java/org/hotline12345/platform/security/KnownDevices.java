package org.hotline12345.platform.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hotline12345.common.AccountGate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Knows again a browser from which an account has signed in before, so that what strangers try does not touch it: also
 * after a restart, on another node, and where everybody comes through one proxy. The mark opens nothing by itself.
 */
@Component
class KnownDevices {

    private static final String PREFIX = "HOTLINE-DEVICE-";
    private static final Duration KEPT_FOR = Duration.ofDays(180);
    private static final int NONCE_BYTES = 12;

    private final AccountGate gate;
    private final boolean secure;
    private final SecureRandom random = new SecureRandom();
    private volatile byte[] key;

    KnownDevices(AccountGate gate, SecuritySettings settings) {
        this.gate = gate;
        this.secure = settings.secureCookies();
    }

    /** The browser's own mark for this account, or null for a stranger. */
    String deviceOf(HttpServletRequest request, String account) {
        Cookie[] cookies = request == null ? null : request.getCookies();
        if (cookies == null) {
            return null;
        }
        String name = nameFor(account);
        for (Cookie cookie : cookies) {
            String[] parts = cookie.getValue() == null ? new String[0] : cookie.getValue().split("\\.");
            if (cookie.getName().equals(name) && parts.length == 2 && MessageDigest.isEqual(
                    seal(account, parts[0]).getBytes(StandardCharsets.US_ASCII), parts[1].getBytes(StandardCharsets.US_ASCII))) {
                return parts[0];
            }
        }
        return null;
    }

    /** Marks the browser after the account has signed in there. */
    void remember(HttpServletRequest request, HttpServletResponse response, String account) {
        if (response == null || deviceOf(request, account) != null) {
            return;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String device = HexFormat.of().formatHex(nonce);
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(nameFor(account), device + "." + seal(account, device))
                .httpOnly(true).secure(secure).sameSite("Lax").path("/").maxAge(KEPT_FOR).build().toString());
    }

    /** People who share a machine have a mark each. */
    private static String nameFor(String account) {
        try {
            return PREFIX + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8)), 0, 6);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String seal(String account, String device) {
        byte[] secret = key;
        if (secret == null) {
            secret = gate.deviceKey();
            key = secret;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((device + "|" + account).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
