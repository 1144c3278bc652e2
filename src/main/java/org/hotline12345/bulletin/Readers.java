package org.hotline12345.bulletin;

import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;

/** Who may read what: staff of the centre and signers every bulletin; a unit its own row of drafts and what was issued to it. */
final class Readers {

    static final String EDITOR = "bulletin-editor";
    static final String SIGNER = "bulletin-signer";

    private Readers() {
    }

    /** Whether drafts, objections and the history of every bulletin are open to this person. */
    static boolean seesAll(Actor actor) {
        return actor.isSystem() || actor.hasAny(EDITOR, SIGNER, "supervisor", "camunda-admin");
    }

    /** Whether issued bulletins are open: to everybody of the centre. */
    static boolean seesIssued(Actor actor) {
        return seesAll(actor) || actor.isCentre();
    }

    static void requireStaff(Actor actor) {
        if (!seesAll(actor)) {
            throw Refusal.forbidden("bulletin.notStaff", "通报的编辑和过程只对通报采编员、督办员和签发人开放。");
        }
    }

    static void requireEditor(Actor actor) {
        if (!actor.has(EDITOR)) {
            throw Refusal.forbidden("bulletin.notEditor", "只有通报采编员可以拟稿。");
        }
    }
}
