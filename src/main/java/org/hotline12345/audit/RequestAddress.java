package org.hotline12345.audit;

/** The address the request of this thread comes from; known from before the doors until the answer is made. */
public final class RequestAddress {

    private static final int MOST = 64;
    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private RequestAddress() {
    }

    /** As the web server knows it; null outside a request. */
    static String current() {
        return CURRENT.get();
    }

    /** The request begins; ends with {@link #leave}. */
    public static void enter(String address) {
        CURRENT.set(Clipped.to(MOST, address));
    }

    /** The request is answered. */
    public static void leave() {
        CURRENT.remove();
    }
}
