package org.hotline12345.ticket;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Opens a citizen's phone number for the gateways that send to it; people ask {@link IdentityLooks}. */
@Component
public class CitizenPhones {

    private final IdentityVault vault;

    CitizenPhones(IdentityVault vault) {
        this.vault = vault;
    }

    /** The number to send to, in clear: never to be stored, logged or shown. */
    public Optional<String> of(String ticketNo) {
        return vault.find(ticketNo).map(IdentityVault.Identity::phone);
    }
}
