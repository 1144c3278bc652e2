package org.hotline12345.handling;

import org.hotline12345.organization.OpenRows;
import org.hotline12345.organization.UnitWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Drafts, calls asked for and notices not given yet pass to the unit that follows. */
@Configuration(proxyBeanMethods = false)
class HandlingAtUnits {

    @Bean
    UnitWork relayedCallsAtUnits(JdbcClient jdbc) {
        return OpenRows.of(jdbc, "handling_relayed_call", "answered_at is null");
    }

    @Bean
    UnitWork noticesAtUnits(JdbcClient jdbc) {
        return OpenRows.of(jdbc, "handling_notice", "closed_at is null");
    }

    @Bean
    UnitWork replyDraftsAtUnits(JdbcClient jdbc) {
        return OpenRows.oneOf(jdbc, "handling_reply_draft");
    }

    @Bean
    UnitWork refusedRepliesAtUnits(JdbcClient jdbc) {
        return OpenRows.oneOf(jdbc, "handling_refused_reply");
    }
}
