package org.hotline12345.platform.security;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first administrator, from {@code HOTLINE_ADMIN_USER} and {@code HOTLINE_ADMIN_PASSWORD}; read only while there is
 * no administrator.
 */
@ConfigurationProperties("hotline.admin")
record AdminSettings(String user, String password) {

    boolean complete() {
        return user != null && !user.isBlank() && password != null && !password.isBlank();
    }

    @Override
    public String toString() {
        return "AdminSettings[user=" + user + "]";
    }
}
