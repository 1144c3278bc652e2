package org.hotline12345.worklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.common.Actors;
import org.hotline12345.common.HandsOff;
import org.hotline12345.common.Refusal;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what a person has written in a task's form and not submitted, for that person alone: on the server, because
 * machines at the desk are shared. It goes with its submission, with signing out, and after three days.
 */
@Component
@EnableScheduling
public class FormDrafts {

    static final Duration KEPT_FOR = Duration.ofDays(3);
    private static final int MOST_FIELDS = 60;
    private static final int MOST_CHARS = 40_000;
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() { };

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Actors actors;
    private final Clock clock;

    FormDrafts(JdbcClient jdbc, ObjectMapper json, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.actors = actors;
        this.clock = clock;
    }

    /** @param fields texts and choices by the id of the form's element */
    public record Draft(Map<String, String> fields, Instant savedAt) {
    }

    /** The person's own draft for a task. */
    public Optional<Draft> find(String taskId) {
        return jdbc.sql("select content, saved_at from worklist_draft where user_id = :user and task_id = :task")
                .param("user", actors.current().id()).param("task", taskId)
                .query((row, n) -> new Draft(read(row.getString(1)), Instant.ofEpochMilli(row.getLong(2)))).optional()
                .filter(draft -> draft.savedAt().isAfter(clock.instant().minus(KEPT_FOR)));
    }

    /**
     * Keeps the person's draft in place of the one before.
     *
     * @param fields at most {@value #MOST_FIELDS} of them, {@value #MOST_CHARS} characters altogether
     */
    public Draft keep(String taskId, Map<String, String> fields) {
        String text = write(fields);
        if (fields.size() > MOST_FIELDS || text.length() > MOST_CHARS) {
            throw Refusal.invalid("worklist.draftTooLong", "内容太长，没有保存草稿；请缩短后再写，或尽快提交。");
        }
        Instant now = clock.instant();
        String user = actors.current().id();
        int changed = jdbc.sql("update worklist_draft set content = :content, saved_at = :at where user_id = :user and task_id = :task")
                .param("content", text).param("at", now.toEpochMilli()).param("user", user).param("task", taskId).update();
        if (changed == 0) {
            jdbc.sql("insert into worklist_draft (user_id, task_id, content, saved_at) values (:user, :task, :content, :at)")
                    .param("user", user).param("task", taskId).param("content", text).param("at", now.toEpochMilli()).update();
        }
        return new Draft(fields, now);
    }

    /** The person's draft for a task is no longer needed. */
    public void forget(String taskId) {
        jdbc.sql("delete from worklist_draft where user_id = :user and task_id = :task")
                .param("user", actors.current().id()).param("task", taskId).update();
    }

    /** Whoever takes the seat next finds nothing. */
    @EventListener
    @Transactional
    public void signedOut(LogoutSuccessEvent event) {
        jdbc.sql("delete from worklist_draft where user_id = :user").param("user", event.getAuthentication().getName()).update();
    }

    /** Nor does anybody else, when the person moves or goes; part of that act's transaction. */
    @EventListener
    public void handsOff(HandsOff event) {
        jdbc.sql("delete from worklist_draft where user_id = :user").param("user", event.account()).update();
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
    @Transactional
    public void forgetOld() {
        jdbc.sql("delete from worklist_draft where saved_at <= :before")
                .param("before", clock.instant().minus(KEPT_FOR).toEpochMilli()).update();
    }

    private String write(Map<String, String> fields) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Texts cannot be written as JSON", e);
        }
    }

    private Map<String, String> read(String content) {
        try {
            return json.readValue(content, FIELDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored draft is broken", e);
        }
    }
}
