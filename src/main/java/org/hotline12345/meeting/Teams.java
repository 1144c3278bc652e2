package org.hotline12345.meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The three teams a meeting may draw on (海南2017：业务专家、法律顾问、督查督办), counted by post, never by name. */
@Component
class Teams {

    private static final Map<String, String> KINDS = Map.of("expert", "业务专家", "legal", "法律顾问", "supervision", "督查督办");

    private final Rows rows;
    private final JdbcClient jdbc;

    Teams(Rows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    List<Team> check(String text) {
        List<Team> teams = new ArrayList<>();
        for (Rows.Row row : rows.list(text, "meeting.badTeams",
                "专家队伍须为列表，例如 [{\"kind\":\"legal\",\"post\":\"公职律师\",\"members\":2}]。")) {
            String kind = row.required("kind", "队伍类别", 16);
            String members = row.required("members", "人数", 4);
            if (!KINDS.containsKey(kind) || !members.matches("[1-9][0-9]{0,2}")) {
                throw Refusal.invalid("meeting.badTeams", "队伍类别可用 expert 业务专家、legal 法律顾问、supervision 督查督办，人数为1至999。");
            }
            teams.add(new Team(kind, row.required("post", "岗位", 128), Integer.parseInt(members)));
        }
        return teams;
    }

    void store(String ticketNo, int round, List<Team> teams) {
        for (int i = 0; i < teams.size(); i++) {
            Team team = teams.get(i);
            jdbc.sql("insert into meeting_team (ticket_no, round, seq, kind, post, members) values (:no, :round, :seq, :kind, :post, :members)")
                    .param("no", ticketNo).param("round", round).param("seq", i + 1).param("kind", team.kind())
                    .param("post", team.post()).param("members", team.members()).update();
        }
    }

    /** So many people of one post. */
    record Team(String kind, String post, int members) {

        String words() {
            return KINDS.get(kind) + "（" + post + "）" + members + "人";
        }
    }
}
