package org.hotline12345.common;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what tasks are about that are about no ticket: a bulletin, a consultation, the holidays of a year. A capability
 * whose processes carry business keys of its own implements it for these keys and leaves all others alone.
 */
public interface Matters {

    /** How the keys of bulletins begin. Drafts are nobody's business but their editors', and messages about them carry the key. */
    String BULLETINS = "TB-";

    /**
     * Those of the keys that are this capability's and that the person may know of, by key, in as many statements for a
     * hundred keys as for one, and in none when no key is its own.
     */
    Map<String, Matter> of(Collection<String> keys, Actor actor);

    /** What stands beside a task about it; empty for a key of others and for whoever may not know of it. */
    Optional<Card> card(String key, Actor actor);

    /**
     * What a line of a task list tells, all in words people read.
     *
     * @param key business key of its process
     * @param kindName what it is, for example 月报
     * @param stateName where it stands, or null
     * @param period the days or the year it is about, or null
     * @param jurisdiction code of the hotline whose working days its limits count, or null
     */
    record Matter(String key, String title, String kindName, String stateName, String period, String jurisdiction) {
    }

    /**
     * All a person may know of it without opening it.
     *
     * @param facts in the order people read them
     * @param problems what has to be put right, a sentence each; empty when nothing has to, or when it is not for this person
     * @param sound a sentence saying that nothing has to be put right, or null
     * @param links pages where it, or what it is made of, is read; only those the person can open
     */
    record Card(Matter matter, List<Fact> facts, List<String> problems, String sound, List<Link> links) {

        public Card {
            facts = List.copyOf(facts);
            problems = List.copyOf(problems);
            links = List.copyOf(links);
        }
    }

    /** One named fact. */
    record Fact(String name, String value) {
    }

    /** A page of the product, relative to its root, and its name. */
    record Link(String page, String text) {
    }
}
