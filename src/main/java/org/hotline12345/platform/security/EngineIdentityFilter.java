package org.hotline12345.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.common.AuditTrail;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine who acts, and why where that must be said, for the length of one request, so that its authorizations hold behind every door. A session
 * is looked at anew each time: groups are those held now, and a deleted account or a changed password ends it.
 */
class EngineIdentityFilter extends OncePerRequestFilter {

    /** Set when the password was checked in this very request, so nothing needs to be looked at again. */
    static final String JUST_CHECKED = EngineIdentityFilter.class.getName() + ".justChecked";

    private static final Duration LONGEST_SESSION = Duration.ofHours(12);

    private final IdentityService identityService;
    private final People people;

    EngineIdentityFilter(IdentityService identityService, People people) {
        this.identityService = identityService;
        this.people = people;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        identityService.clearAuthentication();
        GivenReason.set(request.getHeader(GivenReason.HEADER));
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn person) {
            if (request.getAttribute(JUST_CHECKED) == null) {
                authentication = lookedAtAnew(authentication, person, request);
            }
            if (authentication != null) {
                identityService.setAuthentication(person.id(), groupsOf(authentication));
                request.setAttribute(AuditTrail.ACTOR, person.id());
            }
        }
        try {
            chain.doFilter(request, response);
        } finally {
            identityService.clearAuthentication();
            GivenReason.set(null);
        }
    }

    private Authentication lookedAtAnew(Authentication authentication, SignedIn person, HttpServletRequest request) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        Optional<SignedIn> now = isTooOld(request) ? Optional.empty() : people.find(person.id()).filter(person::isStill)
                .map(current -> person.outside() ? current.fromOutside() : current);
        if (now.isPresent()) {
            var fresh = EngineLogin.tokenFor(now.get(), people.groupsOf(now.get()));
            fresh.setDetails(authentication.getDetails());
            context.setAuthentication(fresh);
        } else {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
        }
        SecurityContextHolder.setContext(context);
        return context.getAuthentication();
    }

    /** Even a session in use has to be opened anew after a working day. */
    private static boolean isTooOld(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && System.currentTimeMillis() - session.getCreationTime() > LONGEST_SESSION.toMillis();
    }

    static List<String> groupsOf(Authentication authentication) {
        return authentication.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
    }
}
