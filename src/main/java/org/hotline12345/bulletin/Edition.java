package org.hotline12345.bulletin;

import java.time.LocalDate;

/**
 * A bulletin or one of its corrections as its row has it.
 *
 * @param state see {@link State}
 * @param snapshot the snapshot in force, or null before the first
 * @param topicFilter words a special report is about, or null
 * @param mark 机关代字 its number is made of
 * @param corrects id of the bulletin it corrects, or null
 * @param correction 0, or which correction it is
 * @param objectionsUntil last day for objections, or null
 */
record Edition(String id, BulletinKind kind, String jurisdiction, LocalDate from, LocalDate to, String topic, String topicFilter,
        String title, State state, Long snapshot, String mark, String number, String issuer, String sentTo, String deliveredTo,
        String copiedTo, String publicity, String contact, String editor, String editorName, String reviewer, String reviewerName,
        String signer, String signerName, LocalDate issuedOn, LocalDate objectionsUntil, String corrects, int correction) {

    /** Where a bulletin stands. */
    enum State {
        FREEZING("freezing", "冻结数据"),
        DRAFT("draft", "拟稿"),
        OBJECTING("objecting", "核对数据"),
        REVIEW("review", "待审核"),
        SIGNING("signing", "待签发"),
        ISSUING("issuing", "编号印发"),
        ISSUED("issued", "已印发"),
        DROPPED("dropped", "已作废");

        private final String code;
        private final String label;

        State(String code, String label) {
            this.code = code;
            this.label = label;
        }

        String code() {
            return code;
        }

        String label() {
            return label;
        }

        static State of(String code) {
            for (State state : values()) {
                if (state.code.equals(code)) {
                    return state;
                }
            }
            throw new IllegalStateException("no state of a bulletin: " + code);
        }
    }

    /** As it is told from others in lists and messages. */
    String name() {
        return title + (correction == 0 ? "" : "（更正第" + correction + "号）");
    }
}
