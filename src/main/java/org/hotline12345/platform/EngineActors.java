package org.hotline12345.platform;

import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The actor is whoever the engine knows as authenticated: one notion of identity for every door. */
@Component
class EngineActors implements Actors {

    private final IdentityService identityService;

    EngineActors(@Lazy IdentityService identityService) {
        this.identityService = identityService;
    }

    @Override
    public Actor current() {
        Authentication authentication = identityService.getCurrentAuthentication();
        if (authentication == null || authentication.getUserId() == null) {
            return Actor.SYSTEM;
        }
        return new Actor(authentication.getUserId(),
                authentication.getGroupIds() == null ? Set.of() : Set.copyOf(authentication.getGroupIds()));
    }
}
