package org.hotline12345.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns uploads away by what they say about themselves, before the server writes any of it to its disk: it does so as
 * soon as somebody asks for a parameter, which is before anybody is signed in. Large ones are for attachments only.
 */
class BoundedUploads extends OncePerRequestFilter {

    private static final Pattern ATTACHMENTS = Pattern.compile("/api/tickets/[^/]+/attachments|/api/handover/imports(/[^/]+/files)?");
    private static final DataSize OTHERS = DataSize.ofMegabytes(12);

    private final long attachments;

    /** @param attachments most bytes of a request that brings an attachment */
    BoundedUploads(DataSize attachments) {
        this.attachments = attachments.toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Problem problem = isMultipart(request) ? problem(request) : null;
        if (problem == null) {
            chain.doFilter(request, response);
        } else {
            problem.writeTo(response);
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private Problem problem(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (length < 0) {
            return Problem.of(411, "platform.lengthRequired", "上传时须注明长度（Content-Length）。");
        }
        boolean attachment = ATTACHMENTS.matcher(request.getRequestURI().substring(request.getContextPath().length())).matches();
        if (length > (attachment ? attachments : OTHERS.toBytes())) {
            return Problem.of(413, "platform.uploadTooLarge", "上传的内容过大，请压缩或分次上传。");
        }
        // A token in a field would have to be looked for in the upload itself.
        if (request.getHeader("X-XSRF-TOKEN") == null && !WebSecurity.isHonestBasic(request)) {
            return Problem.of(403, "platform.forgedRequest", "请求缺少或带有失效的防伪令牌，请刷新页面后重试。");
        }
        return null;
    }
}
