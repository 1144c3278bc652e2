package org.hotline12345.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.common.Actor;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Decides at the door, by path and role, before anything behind it is asked. Judges the path as it was sent; paths that
 * could be read in two ways do not get this far.
 */
class DoorKeeper implements AuthorizationManager<RequestAuthorizationContext> {

    private static final Pattern SETUP = Pattern.compile("/camunda/(api/admin|app/admin/[^/]+)/setup(/.*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ENGINE_REST = Pattern.compile("/engine-rest(/.*)?");
    private static final Pattern WEBAPP_ENGINE = Pattern.compile("/camunda/api/engine(/.*)?");
    private static final Pattern NAMED_ENGINE = Pattern.compile("/engine/[^/]+(/.*)?");
    private static final Pattern WEBAPP_API = Pattern.compile("/camunda/api/(admin|cockpit|tasklist|welcome)(/.*)?");
    private static final Pattern DESIGNER_PAGE = Pattern.compile(DesignerPage.PATH + "(/.*)?");
    private static final Pattern ADMIN_PAGE = Pattern.compile(SectionsPage.ADMIN + "(/.*)?");
    private static final Pattern BULLETINS_PAGE = Pattern.compile(SectionsPage.BULLETINS + "(/.*)?");
    private static final Pattern DESK_PAGE = Pattern.compile(DeskPage.PATH + "(/.*)?");
    private static final Pattern WALL_PAGE = Pattern.compile(WallPage.PATH + "(/.*)?");
    private static final Pattern WEBAPP_PAGE = Pattern.compile("/camunda/app/(admin|cockpit|tasklist|welcome)(/.*)?");

    @Override
    public AuthorizationDecision check(Supplier<Authentication> authentication, RequestAuthorizationContext context) {
        Authentication who = authentication.get();
        boolean signedIn = who != null && who.isAuthenticated() && who.getPrincipal() instanceof SignedIn;
        return new AuthorizationDecision(signedIn
                && allows(EngineIdentityFilter.groupsOf(who), context.getRequest()));
    }

    private static boolean allows(List<String> groups, HttpServletRequest request) {
        String uri = request.getRequestURI();
        return allows(groups, request.getMethod(), uri.substring(request.getContextPath().length()));
    }

    /** @param path as sent, still encoded, without the context path */
    static boolean allows(List<String> groups, String method, String path) {
        if (groups.contains(Roles.PASSWORD_TO_CHANGE)) {
            return path.equals(PasswordPage.PATH);
        }
        if (StraightPaths.isDisguised(path) || SETUP.matcher(path).matches() || groups.stream().noneMatch(Roles::isKnown)) {
            return false;
        }
        Matcher engineRest = ENGINE_REST.matcher(path);
        if (engineRest.matches()) {
            return engineOpen(groups, method, engineRest.group(1));
        }
        Matcher webappEngine = WEBAPP_ENGINE.matcher(path);
        if (webappEngine.matches()) {
            return engineOpen(groups, method, webappEngine.group(1));
        }
        Matcher webappApi = WEBAPP_API.matcher(path);
        if (webappApi.matches()) {
            return webappApiOpen(groups, method, webappApi.group(1), strip(webappApi.group(2)));
        }
        Matcher page = WEBAPP_PAGE.matcher(path);
        if (page.matches()) {
            return appOpen(groups, page.group(1));
        }
        if (DESIGNER_PAGE.matcher(path).matches()) {
            return groups.contains(Roles.DESIGNER) || groups.contains(Roles.ADMIN);
        }
        if (ADMIN_PAGE.matcher(path).matches()) {
            return SectionsPage.adminOpensFor(groups);
        }
        if (BULLETINS_PAGE.matcher(path).matches()) {
            return SectionsPage.bulletinsOpenFor(groups);
        }
        if (DESK_PAGE.matcher(path).matches()) {
            return DeskPage.opensFor(groups);
        }
        if (WALL_PAGE.matcher(path).matches()) {
            return groups.stream().anyMatch(Actor.CENTRE_ROLES::contains);
        }
        if (path.startsWith("/camunda")) {
            return groups.stream().anyMatch(group -> !group.equals(Roles.CHANNEL));
        }
        if (path.equals("/actuator") || path.startsWith("/actuator/")) {
            return groups.contains(Roles.ADMIN);
        }
        return true;
    }

    private static boolean engineOpen(List<String> groups, String method, String below) {
        String operation = below == null ? "" : below;
        Matcher named = NAMED_ENGINE.matcher(operation);
        if (named.matches()) {
            operation = named.group(1) == null ? "" : named.group(1);
        } else if (operation.equals("/engine") || operation.equals("/engine/")) {
            operation = "";
        }
        return EngineDoors.open(groups, method, strip(operation));
    }

    private static boolean webappApiOpen(List<String> groups, String method, String app, String operation) {
        boolean administrator = groups.contains(Roles.ADMIN);
        if (administrator) {
            return true;
        }
        boolean reads = method.equals("GET") || method.equals("HEAD");
        return switch (app) {
            // The webapps ask who is signed in, and fetch their plugins' files, whatever the role.
            case "admin" -> reads && (operation.matches("auth/user/[^/]+") || operation.matches("plugin/[^/]+/static/.*"));
            case "cockpit" -> (reads || method.equals("POST")) && appOpen(groups, "cockpit");
            case "tasklist" -> reads && appOpen(groups, "tasklist");
            default -> reads && appOpen(groups, "welcome");
        };
    }

    private static boolean appOpen(List<String> groups, String app) {
        return groups.stream().anyMatch(group -> switch (app) {
            case "tasklist" -> Roles.worksTasks(group);
            case "cockpit" -> group.equals(Roles.SUPERVISOR) || group.equals(Roles.DESIGNER) || group.equals(Roles.ADMIN);
            case "admin" -> group.equals(Roles.ADMIN);
            // Machines have no use for it, and nothing it leads to is open to auditors.
            default -> Roles.isKnown(group) && !group.equals(Roles.CHANNEL) && !group.equals(Roles.AUDITOR);
        });
    }

    private static String strip(String path) {
        if (path == null) {
            return "";
        }
        int start = path.startsWith("/") ? 1 : 0;
        int end = path.length() > start && path.endsWith("/") ? path.length() - 1 : path.length();
        return path.substring(start, end);
    }
}
