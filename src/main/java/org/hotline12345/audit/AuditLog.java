package org.hotline12345.audit;

import java.time.Clock;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.PersonNames;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds rows to the audit trail, with the name and address the person has at that moment. */
@Component
class AuditLog implements AuditTrail {

    private static final int SUBJECT = 200;
    private static final int TEXT = 2000;
    private static final int NAME = 120;
    private static final int ACTOR = 64;

    private final JdbcClient jdbc;
    private final Actors actors;
    private final PersonNames names;
    private final RefusalCounts refusals;
    private final TicketLooks looks;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Actors actors, PersonNames names, RefusalCounts refusals, TicketLooks looks, Clock clock) {
        this.jdbc = jdbc;
        this.actors = actors;
        this.names = names;
        this.refusals = refusals;
        this.looks = looks;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void record(Entry entry) {
        add(actors.current().id(), entry);
    }

    @Override
    @Transactional
    public void recordAs(String actor, Entry entry) {
        add(actor == null ? Actor.SYSTEM.id() : actor, entry);
    }

    @Override
    public void refused(Refused refused) {
        refusals.count(refused);
    }

    @Override
    @Transactional
    public void seen(String ticketNo, Look how) {
        Actor actor = actors.current();
        if (!actor.isSystem()) {
            looks.keep(ticketNo, actor.id(), Clipped.to(NAME, names.nameOf(actor.id())), how, RequestAddress.current());
        }
    }

    private void add(String actor, Entry entry) {
        jdbc.sql("insert into audit_entry (happened_at, kind, actor, actor_name, address, subject, ticket_no, entry_text, times) "
                        + "values (:at, :kind, :actor, :name, :address, :subject, :ticket, :text, 1)")
                .param("at", clock.millis()).param("kind", entry.kind()).param("actor", Clipped.to(ACTOR, actor))
                .param("name", Clipped.to(NAME, names.nameOf(actor))).param("address", RequestAddress.current())
                .param("subject", Clipped.to(SUBJECT, entry.subject())).param("ticket", entry.ticketNo())
                .param("text", Clipped.to(TEXT, entry.text())).update();
    }
}
