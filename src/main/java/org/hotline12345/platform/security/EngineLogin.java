package org.hotline12345.platform.security;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Checks passwords against the engine's identity service; the groups become authorities. */
@Component
class EngineLogin implements AuthenticationProvider {

    private final People people;
    private final LoginThrottle throttle;
    private final KnownDevices devices;

    EngineLogin(People people, LoginThrottle throttle, KnownDevices devices) {
        this.devices = devices;
        this.people = people;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String account = attempt.getName() == null ? "" : attempt.getName();
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress() : "";
        ServletRequestAttributes web = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes known ? known : null;
        String device = web == null ? null : devices.deviceOf(web.getRequest(), account);
        if (!throttle.allows(account, address, device)) {
            throw new TooManyAttempts(throttle.retryAfterSeconds());
        }
        String password = attempt.getCredentials() == null ? "" : attempt.getCredentials().toString();
        SignedIn person = people.withPassword(account, password).orElse(null);
        if (person == null) {
            throttle.failed(account, address, device);
            throw new BadCredentialsException("wrong user or password");
        }
        throttle.succeeded(account, address);
        if (web != null && web.getRequest().getHeader("Authorization") == null) {
            devices.remember(web.getRequest(), web.getResponse(), account);
        }
        UsernamePasswordAuthenticationToken token = tokenFor(person, people.groupsOf(person));
        token.setDetails(attempt.getDetails());
        return token;
    }

    static UsernamePasswordAuthenticationToken tokenFor(SignedIn person, List<String> groups) {
        return UsernamePasswordAuthenticationToken.authenticated(person, null,
                groups.stream().map(SimpleGrantedAuthority::new).toList());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
