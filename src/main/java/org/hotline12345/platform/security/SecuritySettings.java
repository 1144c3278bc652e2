package org.hotline12345.platform.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the doors.
 *
 * @param secureCookies cookies travel over TLS only; off in the demo, which runs without a certificate
 * @param failuresPerAccount wrong passwords one address may send for one account before it has to wait
 * @param failuresPerAddress wrong passwords one address may send for all accounts together
 * @param failuresPerStrangers wrong passwords all unknown addresses together may send for one account
 * @param failurePeriod time in which a used-up allowance fills again, bit by bit
 */
@ConfigurationProperties("hotline.security")
record SecuritySettings(
        @DefaultValue("true") boolean secureCookies,
        @DefaultValue("10") int failuresPerAccount,
        @DefaultValue("100") int failuresPerAddress,
        @DefaultValue("50") int failuresPerStrangers,
        @DefaultValue("5m") Duration failurePeriod) {
}
