package org.hotline12345.platform.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.PersonNames;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The frames of several pages; which of its pages somebody sees depends on the groups, and what is in them is the doors' rule. */
@RestController
class SectionsPage {

    /** Where a city is opened and run from day to day. */
    static final String ADMIN = "/admin";
    /** Bulletins and statistics. */
    static final String BULLETINS = "/bulletins";
    private static final Set<String> BULLETIN_ROLES = Set.of(Roles.BULLETIN_EDITOR, Roles.BULLETIN_SIGNER);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final PageText page = PageText.of("sections");
    private final PersonNames names;

    SectionsPage(PersonNames names) {
        this.names = names;
    }

    @GetMapping(ADMIN)
    ResponseEntity<String> admin(Authentication who) {
        return frame("admin", "系统管理", who);
    }

    @GetMapping(BULLETINS)
    ResponseEntity<String> bulletins(Authentication who) {
        return frame("bulletins", "通报与统计", who);
    }

    /** @param folder below {@code static}, with a script and a style sheet of that name */
    private ResponseEntity<String> frame(String folder, String title, Authentication who) {
        return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noStore()).body(page.with("folder", folder).with("title", title)
                .with("account", who.getName()).with("name", names.nameOf(who.getName())).with("groups", String.join(" ", EngineIdentityFilter.groupsOf(who))).html());
    }

    /** Whether the administrators' frame opens at all; machines have no use for it. */
    static boolean adminOpensFor(List<String> groups) {
        return groups.stream().anyMatch(group -> Roles.isKnown(group) && !group.equals(Roles.CHANNEL));
    }

    /** Whether the frame of bulletins opens at all: people of the centre, of bulletins and of units. */
    static boolean bulletinsOpenFor(List<String> groups) {
        return groups.stream().anyMatch(group -> Actor.CENTRE_ROLES.contains(group) || Roles.isUnit(group) || BULLETIN_ROLES.contains(group)
                || group.equals(Roles.ADMIN));
    }
}
