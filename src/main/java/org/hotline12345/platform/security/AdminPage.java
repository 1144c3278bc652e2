package org.hotline12345.platform.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The frame in which a city is opened and run from day to day; which of its pages somebody sees depends on the groups. */
@RestController
class AdminPage {

    static final String PATH = "/admin";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final PageText page = PageText.of("admin");

    @GetMapping(PATH)
    ResponseEntity<String> show(Authentication who) {
        return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noStore())
                .body(page.with("user", who.getName()).with("groups", String.join(" ", EngineIdentityFilter.groupsOf(who))).html());
    }

    /** Whether the frame opens at all; machines have no use for it. */
    static boolean opensFor(List<String> groups) {
        return groups.stream().anyMatch(group -> Roles.isKnown(group) && !group.equals(Roles.CHANNEL));
    }
}
