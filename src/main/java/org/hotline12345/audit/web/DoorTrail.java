package org.hotline12345.audit.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.audit.RequestAddress;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.AuditTrail.Refused;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Stands outside all doors and sees how requests were answered: which were refused to whom, and what was changed past the
 * product's own pages on the engine's accounts and rights.
 */
class DoorTrail extends OncePerRequestFilter {

    private static final int MOST_SEGMENTS = 4;
    /** A word of a path, not an id or something a stranger made up. */
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{0,23}|v3");
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9-]{1,32}");
    private static final Pattern ENGINE_ACCOUNTS =
            Pattern.compile("(/engine-rest|/camunda/api/engine)(/engine/[^/]+)?/(user|group|authorization|tenant)(/.*)?");

    private final AuditTrail trail;

    DoorTrail(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestAddress.enter(request.getRemoteAddr());
        try {
            chain.doFilter(request, response);
            tell(request, response);
        } finally {
            RequestAddress.leave();
        }
    }

    private void tell(HttpServletRequest request, HttpServletResponse response) {
        int status = response.getStatus();
        String actor = (String) request.getAttribute(AuditTrail.ACTOR);
        if (status == 403 || status == 429 && actor != null || status == 404 && actor != null && asksForATicket(request)) {
            trail.refused(new Refused(actor, request.getRemoteAddr(), request.getMethod() + " " + door(request), status,
                    (String) request.getAttribute(AuditTrail.REFUSAL), ticketOf(request)));
        } else if (actor != null && status < 300 && changes(request) && ENGINE_ACCOUNTS.matcher(path(request)).matches()) {
            trail.recordAs(actor, new Entry(AuditTrail.ACCOUNT, engineSubject(request), "经引擎管理界面修改账号、分组或权限（" + request.getMethod() + "）"));
        }
    }

    private static boolean changes(HttpServletRequest request) {
        String method = request.getMethod();
        return method.equals("POST") && path(request).endsWith("/create") || method.equals("PUT") || method.equals("DELETE");
    }

    private static String engineSubject(HttpServletRequest request) {
        var path = ENGINE_ACCOUNTS.matcher(path(request));
        return path.matches() ? path.group(3) + (path.group(4) == null ? "" : path.group(4)) : "";
    }

    private static boolean asksForATicket(HttpServletRequest request) {
        return variables(request).containsKey("ticketNo") || variables(request).containsKey("taskId");
    }

    private static String ticketOf(HttpServletRequest request) {
        Object number = variables(request).get("ticketNo");
        return number != null && NUMBER.matcher(number.toString()).matches() ? number.toString() : null;
    }

    private static Map<?, ?> variables(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> found ? found : Map.of();
    }

    /** The door's pattern, or of a path that never got that far its words, so that a stranger cannot write into the trail. */
    private static String door(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern) {
            return pattern;
        }
        return Stream.of(path(request).split("/")).filter(part -> !part.isEmpty()).limit(MOST_SEGMENTS)
                .map(part -> WORD.matcher(part).matches() ? part : "…").collect(Collectors.joining("/", "/", ""));
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
