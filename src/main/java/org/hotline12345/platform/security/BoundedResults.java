package org.hotline12345.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds every list asked from the engine's REST interface. The engine itself would refuse a request that names no
 * bound or, as Tasklist does for its filters, a larger one; here it is answered with the first page instead.
 */
class BoundedResults extends OncePerRequestFilter {

    static final int MOST_RESULTS = 1000;
    private static final String PARAMETER = "maxResults";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Bounded(request, bounded(request.getQueryString())), response);
    }

    static String bounded(String query) {
        String others = query == null ? "" : Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty() && !part.startsWith(PARAMETER + "="))
                .collect(Collectors.joining("&"));
        return others + (others.isEmpty() ? "" : "&") + PARAMETER + "=" + asked(query);
    }

    /** The first bound named; what is no number stays for the engine to refuse. */
    private static String asked(String query) {
        String asked = query == null ? null : Arrays.stream(query.split("&"))
                .filter(part -> part.startsWith(PARAMETER + "=")).map(part -> part.substring(PARAMETER.length() + 1))
                .findFirst().orElse(null);
        if (asked == null || asked.isEmpty() || asked.matches("\\d{5,}")) {
            return String.valueOf(MOST_RESULTS);
        }
        return asked.matches("\\d+") ? String.valueOf(Math.min(Integer.parseInt(asked), MOST_RESULTS)) : asked;
    }

    private static class Bounded extends HttpServletRequestWrapper {

        private final String query;

        Bounded(HttpServletRequest request, String query) {
            super(request);
            this.query = query;
        }

        @Override
        public String getQueryString() {
            return query;
        }
    }
}
