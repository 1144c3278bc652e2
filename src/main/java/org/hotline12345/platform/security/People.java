package org.hotline12345.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.hotline12345.common.GroupSuccession;
import org.springframework.stereotype.Component;

/** The people of the engine's identity service as the doors see them. */
@Component
class People {

    private static final int MOST_GROUPS = 1000;

    private final IdentityService identityService;
    private final GroupSuccession succession;

    People(IdentityService identityService, GroupSuccession succession) {
        this.identityService = identityService;
        this.succession = succession;
    }

    /** The person as of now, when the password is right. */
    Optional<SignedIn> withPassword(String id, String password) {
        if (id == null || id.isBlank() || password == null || password.isEmpty()
                || !identityService.checkPassword(id, password)) {
            return Optional.empty();
        }
        return find(id);
    }

    Optional<SignedIn> find(String id) {
        User user = identityService.createUserQuery().userId(id).singleResult();
        return Optional.ofNullable(user).map(found -> new SignedIn(found.getId(), stamp(found)));
    }

    /**
     * Groups held at this moment: a right taken away is gone with the next request, and so are those of a unit that has ended. Whoever belongs to a unit is also
     * {@code unit-staff} and whoever is in an expert team {@code experts}, without anybody having to keep those up to date.
     */
    List<String> groupsOf(String id) {
        Set<String> held = new LinkedHashSet<>();
        identityService.createGroupQuery().groupMember(id).listPage(0, MOST_GROUPS)
                .forEach(group -> held.add(group.getId()));
        Set<String> groups = succession.standing(held);
        if (groups.stream().anyMatch(Roles::isUnit)) {
            groups.add(Roles.UNIT_STAFF);
        }
        if (groups.stream().anyMatch(Roles::isExpert)) {
            groups.add(Roles.EXPERTS);
        }
        return List.copyOf(groups);
    }

    private static String stamp(User user) {
        try {
            byte[] stored = String.valueOf(user.getPassword()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
