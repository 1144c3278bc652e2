package org.hotline12345.audit;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The address the present request comes from. */
final class RequestAddress {

    private static final int MOST = 64;

    private RequestAddress() {
    }

    /** As the web server knows it; null outside a request. */
    static String current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web
                ? Clipped.to(MOST, web.getRequest().getRemoteAddr()) : null;
    }
}
