package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

/** A page of the webapps runs its scripts also when others open theirs at the same moment. */
class PageNonceTest extends DoorsTest {

    private static final String SHARED = "org.camunda.bpm.csp.nonce";

    @Test
    void aPageReadsTheNonceOfItsOwnAnswerThoughAnotherAnswerCameBetween() throws Exception {
        MockServletContext application = new MockServletContext();
        MockHttpServletRequest request = new MockHttpServletRequest(application);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new PageNonce().doFilter(request, response, (mine, answer) -> {
            application.setAttribute(SHARED, "mine");
            response.setHeader("Content-Security-Policy", "base-uri 'self';script-src 'nonce-mine' 'strict-dynamic'");
            application.setAttribute(SHARED, "another's");
            ServletContext seen = ((HttpServletRequest) mine).getServletContext();
            assertThat(seen.getAttribute(SHARED)).isEqualTo("mine");
            seen.setAttribute("other", "kept");
        });
        assertThat(application.getAttribute("other")).isEqualTo("kept");
    }

    @Test
    void theShippedPagesCarryTheNonceOfTheirHeader() {
        HttpResponse<String> page = Door.signedIn(port, "supervisor").get("/camunda/app/cockpit/default/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(found("nonce=\"([^\"]+)\"", page.body()))
                .isEqualTo(found("'nonce-([^']+)'", page.headers().firstValue("Content-Security-Policy").orElseThrow()));
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
