package org.hotline12345.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.hotline12345.common.Actor;
import org.hotline12345.common.PersonNames;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Names of accounts from the engine's identity service, remembered for a minute. */
@Component
class EnginePersonNames implements PersonNames {

    private final ProcessEngineConfigurationImpl engine;
    private final Cache<String, String> names =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

    EnginePersonNames(@Lazy ProcessEngineConfigurationImpl engine) {
        this.engine = engine;
    }

    @Override
    public String nameOf(String account) {
        if (account == null || Actor.SYSTEM.id().equals(account)) {
            return "系统";
        }
        return Actor.OLD_SYSTEM.equals(account) ? Actor.OLD_SYSTEM_NAME : names.get(account, this::find);
    }

    private String find(String account) {
        User user = engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(
                () -> context.getReadOnlyIdentityProvider().findUserById(account)));
        String name = user == null ? "" : Stream.of(user.getFirstName(), user.getLastName())
                .filter(Objects::nonNull).map(String::strip).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        return name.isEmpty() ? account : name;
    }
}
