package org.hotline12345.ticket;

import org.springframework.stereotype.Component;

/** Seals texts that name citizens while they wait to be stored where they belong; only the vault's key opens them. */
@Component
public class SealedTexts {

    private final IdentityVault vault;

    SealedTexts(IdentityVault vault) {
        this.vault = vault;
    }

    public String seal(String text) {
        return vault.sealed(text);
    }

    public String open(String sealed) {
        return vault.opened(sealed);
    }
}
