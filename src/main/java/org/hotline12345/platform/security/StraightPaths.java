package org.hotline12345.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away paths that try to look like something else, before anybody interprets them: the filters, Spring and the
 * engine's REST interface each read such paths a little differently.
 */
class StraightPaths extends OncePerRequestFilter {

    /**
     * Doubled slashes, path parameters, backslashes, dot segments, and percent-encoded letters, digits, marks that need
     * no encoding, slashes, semicolons, percent signs and control characters.
     */
    private static final Pattern DISGUISE = Pattern.compile("//|;|\\\\|/\\.{1,2}(/|$)"
            + "|%(2[dDeEfF5]|3[0-9bB]|4[1-9a-fA-F]|5[0-9aAcCfF]|6[1-9a-fA-F]|7[0-9aAeEfF]|[01][0-9a-fA-F])");

    static boolean isDisguised(String path) {
        return DISGUISE.matcher(path).find();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isDisguised(request.getRequestURI())) {
            Problem.of(400, "platform.malformedPath", "请求地址不规范。").writeTo(response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
