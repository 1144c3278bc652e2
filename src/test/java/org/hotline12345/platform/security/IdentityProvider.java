package org.hotline12345.platform.security;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** A real OpenID Connect provider on loopback, with the people and groups a test gives it. */
final class IdentityProvider implements AutoCloseable {

    static final String PASSWORD = "Provider@12345";
    static final String CLIENT = "hotline";
    static final String SECRET = "only-for-tests";
    /** Groups by person; whoever is in it may sign in. */
    static final Map<String, List<String>> PEOPLE = new ConcurrentHashMap<>();

    private final ServletWebServerApplicationContext context;

    private IdentityProvider(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static IdentityProvider start() {
        return new IdentityProvider((ServletWebServerApplicationContext) new SpringApplicationBuilder(Beans.class)
                .properties("spring.config.name=identity-provider", "server.port=0", "server.servlet.session.cookie.name=PROVIDER").run());
    }

    /** An address other than the hotline's: the two must not share cookies. */
    String issuer() {
        return "http://127.0.0.1:" + context.getWebServer().getPort();
    }

    /** Lets the hotline at that address send people here. */
    void knows(String hotline) {
        ((InMemoryRegisteredClientRepository) context.getBean(RegisteredClientRepository.class)).save(client(hotline));
    }

    private static RegisteredClient client(String hotline) {
        return RegisteredClient.withId("1").clientId(CLIENT).clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE).redirectUri(hotline + "/login/oauth2/code/hotline")
                .postLogoutRedirectUri(hotline + "/login").scope("openid").scope("profile").build();
    }

    @Override
    public void close() {
        context.close();
    }

    @ImportAutoConfiguration({ServletWebServerFactoryAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
            WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
            SecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class, OAuth2AuthorizationServerAutoConfiguration.class,
            OAuth2AuthorizationServerJwtAutoConfiguration.class})
    static class Beans {

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(client("http://localhost:1"));
        }

        @Bean
        UserDetailsService people() {
            return name -> {
                if (!PEOPLE.containsKey(name)) {
                    throw new org.springframework.security.core.userdetails.UsernameNotFoundException(name);
                }
                return User.withUsername(name).password("{noop}" + PASSWORD).authorities("person").build();
            };
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return token -> token.getClaims().claim("preferred_username", token.getPrincipal().getName())
                    .claim("name", "平台用户" + token.getPrincipal().getName())
                    .claim("groups", PEOPLE.getOrDefault(token.getPrincipal().getName(), List.of()));
        }
    }
}
