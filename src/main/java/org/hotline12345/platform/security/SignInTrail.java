package org.hotline12345.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.AuditTrail.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureLockedEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Tells the audit trail who signs in and out, and whose password was tried in vain. */
@Component
class SignInTrail {

    /** A program sends its password with every request; it is told of once in this time. */
    private static final Duration ONCE_IN = Duration.ofMinutes(30);

    private final AuditTrail trail;
    private final Cache<String, Boolean> programs = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(ONCE_IN).build();

    SignInTrail(AuditTrail trail) {
        this.trail = trail;
    }

    /** Publishes what this class listens to. */
    static AuthenticationEventPublisher publishing(ApplicationEventPublisher events) {
        DefaultAuthenticationEventPublisher publisher = new DefaultAuthenticationEventPublisher(events);
        publisher.setAdditionalExceptionMappings(Map.of(TooManyAttempts.class, AuthenticationFailureLockedEvent.class));
        return publisher;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        trail.recordAs(event.getAuthentication().getName(), new Entry(AuditTrail.SIGN_IN, "浏览器", "登录"));
    }

    /** Somebody's password came with the request itself. */
    record ProgramSignedIn(Authentication who) {
    }

    @EventListener
    void programSignedIn(ProgramSignedIn event) {
        Authentication who = event.who();
        if (programs.asMap().putIfAbsent(who.getName() + '\n' + address(who), true) == null) {
            trail.recordAs(who.getName(), new Entry(AuditTrail.SIGN_IN, "接口", "以接口方式登录，半小时内不再重复记录"));
        }
    }

    @EventListener
    void failed(AbstractAuthenticationFailureEvent event) {
        Authentication who = event.getAuthentication();
        boolean tooOften = event instanceof AuthenticationFailureLockedEvent;
        trail.refused(new Refused(who.getName(), address(who), "登录", tooOften ? 429 : 401, null, null));
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        trail.recordAs(event.getAuthentication().getName(), new Entry(AuditTrail.SIGN_OUT, "浏览器", "退出登录"));
    }

    private static String address(Authentication who) {
        return who.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : null;
    }
}
