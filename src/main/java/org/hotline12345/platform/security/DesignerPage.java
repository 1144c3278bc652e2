package org.hotline12345.platform.security;

import java.nio.charset.StandardCharsets;
import org.hotline12345.common.PersonNames;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page where process designers check, preview, publish and roll back; everything on it comes from the API. */
@RestController
class DesignerPage {

    static final String PATH = "/designer";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final PageText page = PageText.of("designer");
    private final PersonNames names;

    DesignerPage(PersonNames names) {
        this.names = names;
    }

    @GetMapping(PATH)
    ResponseEntity<String> show(Authentication who) {
        return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noStore())
                .body(page.with("account", who.getName()).with("name", names.nameOf(who.getName())).html());
    }
}
