package org.hotline12345.platform.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/** A page below {@code pages} with places to fill; whatever is filled in stays text. */
record PageText(String html) {

    static PageText of(String name) {
        try {
            return new PageText(new ClassPathResource("pages/" + name + ".html").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page with every <code>{{place}}</code> replaced by the escaped text, which cannot ask for a place of its own. */
    PageText with(String place, String text) {
        return new PageText(html.replace("{{" + place + "}}", HtmlUtils.htmlEscape(text).replace("{", "&#123;")));
    }
}
