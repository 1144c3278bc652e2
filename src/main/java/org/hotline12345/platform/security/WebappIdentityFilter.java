package org.hotline12345.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands where the webapps' own authentication filter would stand and answers from the one sign-in there is, so that
 * Tasklist, Cockpit and Admin keep no second session that could outlive it.
 */
class WebappIdentityFilter extends OncePerRequestFilter {

    private static final List<String> APPS = List.of("tasklist", "cockpit", "admin");

    private final ProcessEngine engine;

    WebappIdentityFilter(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentications current = new Authentications();
        Authentication signedIn = engine.getIdentityService().getCurrentAuthentication();
        if (signedIn != null && signedIn.getUserId() != null) {
            current.addOrReplace(forWebapps(signedIn));
        }
        Authentications.setCurrent(current);
        try {
            chain.doFilter(request, response);
        } finally {
            Authentications.clearCurrent();
        }
    }

    private UserAuthentication forWebapps(Authentication signedIn) {
        UserAuthentication authentication = new UserAuthentication(signedIn.getUserId(), engine.getName());
        authentication.setGroupIds(signedIn.getGroupIds());
        authentication.setTenantIds(List.of());
        authentication.setAuthorizedApps(appsOf(engine, signedIn.getUserId(), signedIn.getGroupIds()));
        return authentication;
    }

    static Set<String> appsOf(ProcessEngine engine, String user, List<String> groups) {
        AuthorizationService authorizations = engine.getAuthorizationService();
        Set<String> apps = new HashSet<>(Set.of("welcome"));
        for (String app : APPS) {
            if (authorizations.isUserAuthorized(user, groups, Permissions.ACCESS, Resources.APPLICATION, app)) {
                apps.add(app);
            }
        }
        return apps;
    }
}
