package org.hotline12345.platform.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.hotline12345.common.PersonNames;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page on which people of the centre register requests while they listen; what may be registered is the API's rule. */
@RestController
class DeskPage {

    static final String PATH = "/desk";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final Set<String> REGISTERING = Set.of("operator", "dispatcher", Roles.SUPERVISOR, Roles.ADMIN);

    private final PageText page = PageText.of("desk");
    private final PersonNames names;

    DeskPage(PersonNames names) {
        this.names = names;
    }

    @GetMapping(PATH)
    ResponseEntity<String> show(Authentication who) {
        return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noStore())
                .body(page.with("account", who.getName()).with("name", names.nameOf(who.getName())).html());
    }

    /** Whether somebody of these groups registers requests by hand. */
    static boolean opensFor(List<String> groups) {
        return groups.stream().anyMatch(REGISTERING::contains);
    }
}
