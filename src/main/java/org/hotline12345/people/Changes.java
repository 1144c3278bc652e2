package org.hotline12345.people;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps every act on an account: who, whom, what, when and why. Nothing here is ever changed or deleted. */
@Component
public class Changes {

    private static final int LONGEST = 1900;

    private final JdbcClient jdbc;
    private final Actors actors;
    private final AuditTrail trail;
    private final AccountRows rows;
    private final Clock clock;

    Changes(JdbcClient jdbc, Actors actors, AuditTrail trail, AccountRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.actors = actors;
        this.trail = trail;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Part of the act's transaction.
     *
     * @param text what changed, Chinese, or null
     * @param reason as given, or null
     */
    void keep(Account about, Act act, String text, String reason) {
        Actor actor = actors.current();
        Map<String, Object> values = new HashMap<>();
        values.put("id", UUID.randomUUID().toString());
        values.put("at", clock.millis());
        values.put("actor", actor.id());
        values.put("actorName", actor.id().equals(about.account()) ? about.name()
                : rows.find(actor.id()).map(Account::name).orElse(null));
        values.put("account", about.account());
        values.put("name", about.name());
        values.put("act", act.code);
        values.put("text", text != null && text.length() > LONGEST ? text.substring(0, LONGEST) + "……" : text);
        values.put("reason", reason);
        jdbc.sql("insert into people_change (id, happened_at, actor, actor_name, account, account_name, act, text, reason) "
                + "values (:id, :at, :actor, :actorName, :account, :name, :act, :text, :reason)").params(values).update();
        trail.record(new AuditTrail.Entry(AuditTrail.ACCOUNT, about.account() + "（" + about.name() + "）",
                act.label + (text == null ? "" : "：" + text) + (reason == null ? "" : "；原因：" + reason)));
    }

    /** What was done to an account, newest first. */
    Page<Change> of(String account, int page, int size) {
        Page.check(page, size);
        return Page.of(jdbc.sql("select happened_at, actor, actor_name, account_name, act, text, reason from people_change "
                        + "where account = :account order by happened_at desc, id limit :limit offset :offset")
                .param("account", account).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> new Change(row.getLong(1), row.getString(2), row.getString(3), row.getString(4),
                        Act.label(row.getString(5)), row.getString(6), row.getString(7))).list(), page, size);
    }

    /**
     * One act.
     *
     * @param at epoch ms
     * @param actorName what the actor was called then, or null
     * @param name what the person was called then
     */
    public record Change(long at, String actor, String actorName, String name, String act, String text, String reason) {
    }

    /** What can be done to an account. */
    enum Act {
        CREATED("created", "新建"), CHANGED("changed", "修改"), MOVED("moved", "调动"), LOCKED("locked", "锁定"),
        UNLOCKED("unlocked", "解锁"), LEFT("left", "离岗"), RESET("reset", "重置密码"), PASSWORD("password", "本人修改密码"),
        SIGNED_OUT("signedOut", "强制退出登录"), HANDED_OVER("handedOver", "移交任务");

        final String code;
        final String label;

        Act(String code, String label) {
            this.code = code;
            this.label = label;
        }

        static String label(String code) {
            for (Act act : values()) {
                if (act.code.equals(code)) {
                    return act.label;
                }
            }
            return code;
        }
    }
}
