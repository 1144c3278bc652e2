package org.hotline12345.audit;

import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Sight;
import org.springframework.stereotype.Component;

/** Who may read the trail. */
@Component
class AuditReaders {

    private final Actors actors;
    private final Sight sight;
    private final PersonNames names;

    AuditReaders(Actors actors, Sight sight, PersonNames names) {
        this.actors = actors;
        this.sight = sight;
        this.names = names;
    }

    Actor require() {
        Actor actor = actors.current();
        if (!actor.hasAny("auditor", "camunda-admin")) {
            throw Refusal.forbidden("audit.notForRole", "只有审计员和系统管理员可以查阅审计记录。");
        }
        return actor;
    }

    /** Who may ask who saw one ticket: those above, and supervisors for tickets they see. */
    void requireFor(String ticketNo) {
        Actor actor = actors.current();
        if (ticketNo != null && actor.has("supervisor") && sight.covers(ticketNo)) {
            return;
        }
        require();
    }

    String nameOf(String account) {
        return names.nameOf(account);
    }
}
