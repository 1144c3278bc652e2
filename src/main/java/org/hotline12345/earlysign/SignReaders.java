package org.hotline12345.earlysign;

import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;

/** Who may do what with early signs. */
final class SignReaders {

    private SignReaders() {
    }

    /** Whoever decides about signs, keeps the list of words or writes bulletins. */
    static Actor require(Actors actors) {
        Actor actor = actors.current();
        if (!actor.hasAny("supervisor", "camunda-admin", "bulletin-editor", "bulletin-signer")) {
            throw Refusal.forbidden("earlysign.notReader", "只有督办员、通报采编员、签发人和系统管理员可以查看苗头预警。");
        }
        return actor;
    }

    static Actor requireJudge(Actors actors) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("earlysign.notSupervisor", "苗头由督办员确认或排除。");
        }
        return actor;
    }

    static Actor requireListKeeper(Actors actors) {
        Actor actor = actors.current();
        if (!actor.hasAny("supervisor", "camunda-admin")) {
            throw Refusal.forbidden("earlysign.notListKeeper", "只有督办员和系统管理员可以修改敏感词句。");
        }
        return actor;
    }
}
