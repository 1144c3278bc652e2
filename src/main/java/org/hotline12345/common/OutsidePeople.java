package org.hotline12345.common;

import java.util.Set;

/** Accounts of people somebody else vouches for: the city's own identity provider. Implemented by the room that keeps people. */
public interface OutsidePeople {

    /**
     * The account of whoever the provider has just signed in, with the groups brought up to date.
     *
     * @throws Refusal FORBIDDEN {@code people.notKnownOutside} when there is none and none may be made; RULE when the account
     *     is locked or has left
     */
    String accountOf(Claims claims);

    /**
     * What the provider says.
     *
     * @param subject issuer and subject, unique for ever
     * @param account wished id of the account, may be null
     * @param name Chinese name, may be null
     * @param groups values of the claim that lists groups
     * @param mayCreate whether an account may be made for somebody new
     */
    record Claims(String subject, String account, String name, Set<String> groups, boolean mayCreate) {

        public Claims {
            groups = Set.copyOf(groups);
        }
    }
}
