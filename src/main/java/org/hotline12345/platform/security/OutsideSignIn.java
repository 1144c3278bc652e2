package org.hotline12345.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.common.OutsidePeople;
import org.hotline12345.common.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Sign-in at the identity provider of the city: who comes from there gets the same kind of session as with a password. */
@Component
class OutsideSignIn {

    static final String START = "/oauth2/authorization/" + OutsideSignIn.ID;
    private static final Logger LOG = LoggerFactory.getLogger(OutsideSignIn.class);
    private static final String ID = "hotline";
    private static final String UNKNOWN = "people.notKnownOutside";

    private final OutsideSettings settings;
    private final OutsidePeople outside;
    private final People people;
    private volatile ClientRegistration registration;

    OutsideSignIn(OutsideSettings settings, OutsidePeople outside, People people) {
        this.settings = settings;
        this.outside = outside;
        this.people = people;
    }

    boolean configured() {
        return settings.configured();
    }

    String name() {
        return settings.name();
    }

    /** Origin of the provider, where a form may lead when somebody signs out; empty while there is none. */
    String origin() {
        return configured() ? URI.create(settings.issuer()).resolve("/").toString().replaceAll("/$", "") : "";
    }

    /** Asked of the provider when first needed: the hotline starts also while the provider is down. */
    ClientRegistration registration(String id) {
        if (!ID.equals(id)) {
            return null;
        }
        ClientRegistration known = registration;
        if (known == null) {
            known = ClientRegistrations.fromIssuerLocation(settings.issuer()).registrationId(ID).clientId(settings.clientId())
                    .clientSecret(settings.clientSecret()).clientName(settings.name()).scope(settings.scopes().strip().split("\\s+")).build();
            registration = known;
        }
        return known;
    }

    AuthenticationProvider provider() {
        return new OidcAuthorizationCodeAuthenticationProvider(new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService() {
            @Override
            public OidcUser loadUser(OidcUserRequest request) {
                return asAccount(super.loadUser(request));
            }
        });
    }

    private OidcUser asAccount(OidcUser user) {
        try {
            String account = outside.accountOf(new OutsidePeople.Claims(user.getIssuer() + " " + user.getSubject(),
                    user.getClaimAsString(settings.accountClaim()), user.getFullName(), groups(user.getClaim(settings.groupsClaim())),
                    settings.createAccounts()));
            return new Named(user, account);
        } catch (Refusal refused) {
            throw new OAuth2AuthenticationException(new OAuth2Error(refused.code()), refused.getMessage());
        }
    }

    private static Set<String> groups(Object claim) {
        return claim instanceof Collection<?> several ? several.stream().map(String::valueOf).collect(Collectors.toSet())
                : claim == null ? Set.of() : Set.of(String.valueOf(claim));
    }

    /** The person the provider knows, under the name of the account here. */
    private static final class Named extends DefaultOidcUser {

        private final String account;

        Named(OidcUser user, String account) {
            super(user.getAuthorities(), user.getIdToken(), user.getUserInfo());
            this.account = account;
        }

        @Override
        public String getName() {
            return account;
        }
    }

    /** Puts our own kind of sign-in in place of the provider's, and leads on as after a password. */
    void open(HttpServletRequest request, HttpServletResponse response, Authentication who) throws IOException {
        SignedIn person = people.find(who.getName()).map(SignedIn::fromOutside).orElse(null);
        if (person == null) {
            failed(request, response, new OAuth2AuthenticationException(UNKNOWN));
            return;
        }
        List<String> groups = people.groupsOf(person);
        var token = EngineLogin.tokenFor(person, groups);
        token.setDetails(new OutsideSession(((OidcUser) who.getPrincipal()).getIdToken().getTokenValue(), request.getRemoteAddr()));
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(token);
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        response.sendRedirect(request.getContextPath() + WebSecurity.homeOf(groups));
    }

    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason) throws IOException {
        LOG.info("Sign-in at the identity provider failed: {}", reason.getMessage());
        boolean unknown = reason instanceof OAuth2AuthenticationException said && said.getError().getErrorCode().startsWith("people.");
        request.getSession().invalidate();
        response.sendRedirect(request.getContextPath() + WebSecurity.LOGIN_PAGE + (unknown ? "?outside-unknown" : "?outside"));
    }

    /** Where to go on after signing out here: to the provider, to sign out there too, and back. */
    Optional<String> goodbye(HttpServletRequest request, Authentication who) {
        if (!configured() || who == null || !(who.getDetails() instanceof OutsideSession session)) {
            return Optional.empty();
        }
        Object end = registration(ID).getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
        String back = UriComponentsBuilder.fromUriString(request.getRequestURL().toString())
                .replacePath(request.getContextPath() + WebSecurity.LOGIN_PAGE).build().toUriString();
        return Optional.ofNullable(end).map(address -> UriComponentsBuilder.fromUriString(address.toString())
                .queryParam("id_token_hint", session.idToken()).queryParam("post_logout_redirect_uri", back).encode().build().toUriString());
    }
}
