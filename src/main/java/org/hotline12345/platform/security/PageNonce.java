package org.hotline12345.platform.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives every page of the webapps the nonce of its own answer. As shipped, the nonce passes from the header to the page through
 * one attribute of the whole application: of two pages opened at the same moment one gets the other's nonce, and stays blank
 * because the browser runs none of its scripts.
 */
class PageNonce implements Filter {

    private static final String SHARED = "org.camunda.bpm.csp.nonce";
    private static final Pattern IN_HEADER = Pattern.compile("'nonce-([^']+)'");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        chain.doFilter(new HttpServletRequestWrapper((HttpServletRequest) request) {
            @Override
            public ServletContext getServletContext() {
                return withOwnNonce(super.getServletContext(), (HttpServletResponse) response);
            }
        }, response);
    }

    private static ServletContext withOwnNonce(ServletContext context, HttpServletResponse response) {
        return (ServletContext) Proxy.newProxyInstance(PageNonce.class.getClassLoader(), new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getAttribute") && SHARED.equals(arguments[0])) {
                        Matcher own = IN_HEADER.matcher(String.valueOf(response.getHeader("Content-Security-Policy")));
                        return own.find() ? own.group(1) : null;
                    }
                    try {
                        return method.invoke(context, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
