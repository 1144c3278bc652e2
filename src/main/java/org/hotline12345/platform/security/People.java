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
import org.hotline12345.common.AccountGate;
import org.hotline12345.common.GroupSuccession;
import org.springframework.stereotype.Component;

/** The people of the engine's identity service as the doors see them. */
@Component("signedInPeople")
class People {

    private static final int MOST_GROUPS = 1000;

    private final IdentityService identityService;
    private final AccountGate gate;
    private final GroupSuccession succession;

    People(IdentityService identityService, AccountGate gate, GroupSuccession succession) {
        this.identityService = identityService;
        this.gate = gate;
        this.succession = succession;
    }

    /** The person as of now, when the password is right. */
    Optional<SignedIn> withPassword(String id, String password) {
        if (id == null || id.isBlank() || password == null || password.isEmpty()
                || !identityService.checkPassword(id, password)) {
            return Optional.empty();
        }
        AccountGate.Pass pass = gate.passOf(id);
        return pass.passwordGood() ? find(id, pass) : Optional.empty();
    }

    /** The person as of now, when the account may be used. */
    Optional<SignedIn> find(String id) {
        return find(id, gate.passOf(id));
    }

    private Optional<SignedIn> find(String id, AccountGate.Pass pass) {
        if (!pass.open()) {
            return Optional.empty();
        }
        User user = identityService.createUserQuery().userId(id).singleResult();
        return Optional.ofNullable(user).map(found -> new SignedIn(found.getId(), stamp(found, pass), pass.passwordToChange(), false));
    }

    void choosePassword(String id, String password) {
        gate.choosePassword(id, password);
    }

    /**
     * Groups held at this moment: a right taken away is gone with the next request, and so are those of a
     * unit that has ended. Whoever belongs to a unit is also {@code unit-staff} and whoever is in an expert team {@code experts}, without anybody having to keep those up to date.
     * Whoever has to choose a password holds nothing until then.
     */
    List<String> groupsOf(SignedIn person) {
        if (person.passwordToChange()) {
            return List.of(Roles.PASSWORD_TO_CHANGE);
        }
        String id = person.id();
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

    private static String stamp(User user, AccountGate.Pass pass) {
        try {
            byte[] stored = (user.getPassword() + "|" + pass.sessionsSince()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
