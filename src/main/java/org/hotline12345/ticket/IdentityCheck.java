package org.hotline12345.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes sure that whoever withdraws a ticket or corrects its contact is the citizen who registered it. */
@Component
public class IdentityCheck {

    private static final int FAILURES_PER_DAY = 5;

    private final IdentityVault vault;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;

    IdentityCheck(IdentityVault vault, JdbcClient jdbc, Actors actors, Clock clock, PlatformTransactionManager transactions) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
        // The refused step is rolled back; that somebody tried is kept.
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Compares by keyed hash with the phone the ticket was registered with.
     *
     * @param phone as given now, in any usual writing
     * @throws Refusal FORBIDDEN {@code ticket.phoneDiffers}; RULE {@code ticket.noPhoneToCheck} when none was left,
     *     {@code ticket.tooManyPhones} after five wrong ones within 24 hours
     */
    public void require(String ticketNo, String phone) {
        Instant since = clock.instant().minus(Duration.ofHours(24));
        int failures = jdbc.sql("select count(*) from ticket_identity_failure where ticket_no = :no and failed_at > :since")
                .param("no", ticketNo).param("since", since.toEpochMilli()).query(Integer.class).single();
        if (failures >= FAILURES_PER_DAY) {
            throw Refusal.rule("ticket.tooManyPhones", "该工单24小时内核对电话已失败" + failures + "次，请明日再试，或由督办员核实身份后办理。");
        }
        switch (vault.compare(ticketNo, Phones.dialled(phone))) {
            case SAME -> {
            }
            case NONE -> throw Refusal.rule("ticket.noPhoneToCheck", "登记时没有留下联系电话，无法核对身份，请由话务员另行登记说明。");
            case OTHER -> {
                ownTransaction.executeWithoutResult(status -> jdbc.sql("insert into ticket_identity_failure (ticket_no, actor, "
                                + "failed_at) values (:no, :actor, :at)")
                        .param("no", ticketNo).param("actor", actors.current().id()).param("at", clock.instant().toEpochMilli())
                        .update());
                throw Refusal.forbidden("ticket.phoneDiffers", "与登记时的联系电话不一致，不能办理。请用登记时的电话，或联系热线核实身份。");
            }
        }
    }
}
