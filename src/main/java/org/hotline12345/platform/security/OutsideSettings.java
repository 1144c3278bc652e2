package org.hotline12345.platform.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sign-in at the city's own OpenID Connect provider, beside passwords; off while no issuer is named.
 *
 * @param issuer address of the provider, without {@code /.well-known}
 * @param name what people call it, on the button
 * @param accountClaim claim that names the account
 * @param groupsClaim claim that lists groups
 * @param scopes asked for, separated by spaces
 * @param createAccounts whether somebody without an account gets one at the first sign-in
 */
@ConfigurationProperties("hotline.oidc")
record OutsideSettings(String issuer, String clientId, String clientSecret, @DefaultValue("统一身份认证") String name,
        @DefaultValue("preferred_username") String accountClaim, @DefaultValue("groups") String groupsClaim,
        @DefaultValue("openid profile") String scopes, @DefaultValue("false") boolean createAccounts) {

    boolean configured() {
        return issuer != null && !issuer.isBlank() && clientId != null && !clientId.isBlank();
    }

    @Override
    public String toString() {
        return "OutsideSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
