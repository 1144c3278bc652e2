package org.hotline12345.meeting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who came to a meeting. Whoever stays away sends a delegate or says why; a body that is to act on the decision must have
 * been there or have sent one, or the minutes do not close (否则事后不认账).
 */
@Component
class Attendance {

    private final Rows rows;
    private final JdbcClient jdbc;

    Attendance(Rows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /**
     * Everybody who was invited, present unless said otherwise.
     *
     * @param bound those who are to act on the decision
     */
    List<Guest> check(String text, Collection<String> invited, Set<String> bound, UnaryOperator<String> name) {
        List<Guest> guests = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Rows.Row row : rows.list(text, "meeting.badAttendance",
                "参会情况须为列表，例如 [{\"who\":\"education\",\"state\":\"delegated\",\"delegate\":\"李科长\"}]。")) {
            Guest guest = new Guest(row.required("who", "参会单位", 128), row.required("state", "参会情况", 16),
                    row.optional("delegate", "受托人", 128), row.optional("reason", "缺席原因", 500));
            if (!invited.contains(guest.who()) || !told.add(guest.who())) {
                throw Refusal.invalid("meeting.notInvited", "参会情况中的「" + guest.who() + "」没有被邀请，或写了两次。");
            }
            check(guest, bound, name.apply(guest.who()));
            guests.add(guest);
        }
        invited.stream().filter(told::add).forEach(who -> guests.add(new Guest(who, "present", null, null)));
        return guests;
    }

    private static void check(Guest guest, Set<String> bound, String name) {
        switch (guest.state()) {
            case "present" -> { }
            case "delegated" -> {
                if (guest.delegate() == null) {
                    throw Refusal.rule("meeting.absenteeWithoutDelegate", name + "委托他人参会，请写明受托人。");
                }
            }
            case "absent" -> {
                if (guest.reason() == null) {
                    throw Refusal.rule("meeting.absenceUnexplained", name + "缺席，请写明原因，或由其委托他人参会。");
                }
                if (bound.contains(guest.who())) {
                    throw Refusal.rule("meeting.absenteeWithoutDelegate",
                            name + "要按会议决定办理，却既未到会也未委托他人，纪要不能定稿；请补办委托或另行召开。");
                }
            }
            default -> throw Refusal.invalid("meeting.badAttendance", "参会情况「" + guest.state()
                    + "」无效，可用：present 到会、delegated 委托、absent 缺席。");
        }
    }

    void store(String ticketNo, int round, List<Guest> guests) {
        for (int i = 0; i < guests.size(); i++) {
            Guest guest = guests.get(i);
            jdbc.sql("insert into meeting_attendance (ticket_no, round, seq, who, state, delegate, reason) "
                            + "values (:no, :round, :seq, :who, :state, :delegate, :reason)")
                    .param("no", ticketNo).param("round", round).param("seq", i + 1).param("who", guest.who())
                    .param("state", guest.state()).param("delegate", guest.delegate()).param("reason", guest.reason()).update();
        }
    }

    /** One invited unit or institution. */
    record Guest(String who, String state, String delegate, String reason) {

        String words(String name) {
            return switch (state) {
                case "delegated" -> name + "（委托" + delegate + "）";
                case "absent" -> name + "（缺席：" + reason + "）";
                default -> name;
            };
        }
    }
}
