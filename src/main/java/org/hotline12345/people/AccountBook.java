package org.hotline12345.people;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The accounts, groups and tasks that the engine keeps; called only by this room, which has judged the act before. */
public interface AccountBook {

    /**
     * A task in somebody's hands.
     *
     * @param ticketNo number of its ticket, or another business key
     * @param groups groups whose people may take it
     */
    record Held(String id, String name, String ticketNo, Set<String> groups) {
    }

    void create(String account, String name, String password);

    void rename(String account, String name);

    /** @throws org.hotline12345.common.Refusal INVALID {@code people.weakPassword} when it breaks the rules */
    void setPassword(String account, String password);

    boolean hasPassword(String account, String password);

    /** Leaves the account exactly these groups; groups that are missing are made. */
    void setGroups(String account, Set<String> now, Set<String> wanted, Map<String, String> names);

    /** Tasks somebody has claimed or was given, oldest first. */
    List<Held> tasksOf(String account);

    /** Gives a task to somebody else, or back to whoever may take it. */
    void give(String task, String account);

    /** Takes away what the engine granted the account on single tasks: it outlives the assignment. */
    void dropTaskRights(String account);
}
