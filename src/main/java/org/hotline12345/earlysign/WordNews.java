package org.hotline12345.earlysign;

import java.util.List;
import java.util.Map;
import org.hotline12345.notification.Notifications;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings tickets in whose words something stood to those who decide: onto the list and, in the same transaction, into a
 * message to the supervisors. A hit waits in its own row until both are done, so that it is told once and never lost.
 */
@Component
class WordNews {

    /** Whom it concerns: who decides about early signs. */
    static final String SUPERVISORS = "supervisor";
    /** Hits brought in one turn. */
    private static final int MOST_HITS = 500;
    /** More tickets with the same word at once are one message: an entry made today may stand in hundreds of yesterday's. */
    private static final int MOST_MESSAGES = 10;

    private final WordWatch words;
    private final Signs signs;
    private final Notifications notifications;
    private final Jurisdictions jurisdictions;
    private final JdbcClient jdbc;

    WordNews(WordWatch words, Signs signs, Notifications notifications, Jurisdictions jurisdictions, JdbcClient jdbc) {
        this.words = words;
        this.signs = signs;
        this.notifications = notifications;
        this.jurisdictions = jurisdictions;
        this.jdbc = jdbc;
    }

    /** Lists and tells what waits, on one node at a time; answers how many hits. */
    @Transactional
    public int bring() {
        if (jdbc.sql("select ticket_no from earlysign_hit where sign_id is null limit 1").query(String.class).optional().isEmpty()) {
            return 0;
        }
        // Two nodes that read the same hits would list and tell them twice.
        jdbc.sql("select name from earlysign_turn where name = 'words' for update").query(String.class).single();
        int brought = 0;
        for (Map.Entry<WordWatch.Waiting, List<String>> each : words.waiting(MOST_HITS).entrySet()) {
            WordWatch.Waiting waiting = each.getKey();
            String sign = signs.word(waiting.jurisdiction(), waiting.day(), waiting.entry(), waiting.name(), each.getValue().size());
            words.listed(sign, waiting.entry(), each.getValue());
            tell(waiting, each.getValue());
            brought += each.getValue().size();
        }
        return brought;
    }

    /** Only the number and the entry: whatever else there is to know stands on the ticket, for those who may read it. */
    private void tell(WordWatch.Waiting waiting, List<String> ticketNos) {
        String told = "出现敏感词句“" + waiting.name() + "”（" + jurisdictions.require(waiting.jurisdiction()).name() + "），请在“苗头预警”中研判。";
        if (ticketNos.size() > MOST_MESSAGES) {
            notifications.toGroup(ticketNos.get(0), SUPERVISORS, "工单" + ticketNos.get(0) + "等" + ticketNos.size() + "件" + told);
            return;
        }
        ticketNos.forEach(ticketNo -> notifications.toGroup(ticketNo, SUPERVISORS, "工单" + ticketNo + told));
    }
}
