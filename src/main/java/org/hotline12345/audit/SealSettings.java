package org.hotline12345.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The secret the chain's seals are made with, so that whoever can write to the database cannot make a new chain.
 *
 * @param key {@code HOTLINE_IDENTITY_KEY}, of which the seals' own key is derived
 */
@ConfigurationProperties("hotline.identity")
record SealSettings(String key) {
}
