package org.hotline12345.platform.publication;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Lets the product itself deploy on somebody's behalf; who decided it stands in the publication. */
@Component
class Unnamed {

    private final IdentityService identityService;

    Unnamed(@Lazy IdentityService identityService) {
        this.identityService = identityService;
    }

    <T> T run(Supplier<T> step) {
        Authentication actor = identityService.getCurrentAuthentication();
        identityService.clearAuthentication();
        try {
            return step.get();
        } finally {
            if (actor != null) {
                identityService.setAuthentication(actor);
            }
        }
    }
}
