package org.hotline12345.ticket;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Settings;
import org.springframework.stereotype.Component;

/** What decision tables may ask about a ticket; names are those of the tables' inputs. */
@Component
public class DecisionFacts {

    private final Settings settings;
    private final Regions regions;
    private final Clock clock;

    DecisionFacts(Settings settings, Regions regions, Clock clock) {
        this.settings = settings;
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * @param unit the unit whose handling is decided on, or null
     */
    public Map<String, Object> of(Ticket ticket, String unit) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("jurisdiction", ticket.jurisdiction());
        facts.put("kind", ticket.kind().code());
        facts.put("category", ticket.category());
        facts.put("region", ticket.region());
        facts.put("urgent", ticket.urgent());
        facts.put("urgentFlag", ticket.urgency().claimed());
        facts.put("hasExternalCutoff", ticket.externalCutoff() != null);
        facts.put("supervised", ticket.supervised());
        facts.put("confidential", ticket.confidential());
        facts.put("hasContact", ticket.hasContact());
        facts.put("aboutUnit", ticket.aboutUnit());
        facts.put("visitOrdered", ticket.visits().ordered());
        facts.put("dissatisfied", ticket.dissatisfied());
        facts.put("callbackWaived", ticket.callbackWaived || ticket.relations().isPart());
        facts.put("deskOutcome", ticket.deskOutcome());
        facts.put("deskReason", ticket.deskNote());
        facts.put("contentLength", EffectiveText.length(ticket.content()));
        facts.put("inJurisdiction", ticket.region() == null || regions.isWithin(ticket.region(), ticket.jurisdiction()));
        facts.put("surveyAttempts", ticket.surveyAttempts());
        facts.put("maxSurveyAttempts", settings.number(ticket.jurisdiction(), "callback.surveyAttempts"));
        facts.put("evaluated", ticket.satisfied() != null);
        if (unit != null) {
            ticket.findOpen(unit).ifPresent(dispatch -> {
                String proposed = dispatch.returnProposedUnit();
                facts.put("returnCount", ticket.returns());
                facts.put("samePairCount", proposed == null ? 0 : ticket.movesBetween(unit, proposed) + 1);
                facts.put("maxReturns", settings.number(ticket.jurisdiction(), "returns.beforeDutyLeader"));
                facts.put("maxSamePair", settings.number(ticket.jurisdiction(), "returns.samePair"));
                facts.put("reasonGiven", dispatch.returnReason() != null);
                facts.put("hasProposedUnit", proposed != null);
                facts.put("late", dispatch.returnUntil() != null && !clock.instant().isBefore(dispatch.returnUntil()));
            });
        }
        return facts;
    }
}
