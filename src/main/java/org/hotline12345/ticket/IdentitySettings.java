package org.hotline12345.ticket;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Keys of the identity vault, from the environment.
 *
 * @param key base64 of 32 random bytes ({@code HOTLINE_IDENTITY_KEY}); seals names and phones and keys the phone hash
 * @param keyVersion number stored beside each sealed value, raised when the key is changed
 */
@ConfigurationProperties("hotline.identity")
record IdentitySettings(String key, Integer keyVersion) {
}
