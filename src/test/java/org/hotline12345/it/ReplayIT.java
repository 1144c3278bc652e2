package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The seeds' cases, played by the packaged product on itself. */
class ReplayIT {

    @Test
    void theSeedsCasesGoAsExpectedOnceAndOnlyOnAnEmptyDatabase() {
        Database database = Database.empty("replay");

        Node first = Node.starting(database, "--hotline.replay=seed-cases");
        int firstEnd = first.awaitEnd();

        assertThat(first.log()).contains("重放结果：10 个案例，10 个与预期一致，0 个不一致");
        assertThat(first.log()).contains("办理期限 2023-02-15：退回成立，由接办单位重新计时");
        assertThat(firstEnd).isZero();
        assertThat(database.read("select distinct status from ticket_ticket"))
                .containsExactlyInAnyOrder("archived", "praised", "closed-instant", "transferred");
        assertThat(database.count("select count(*) from ACT_RU_EXECUTION")).isZero();

        Node second = Node.starting(database, "--hotline.replay=seed-cases");

        assertThat(second.awaitEnd()).isEqualTo(1);
        assertThat(second.log()).contains("不能重放：数据库里已有工单");
    }

    @Test
    void anUnknownReplayEndsWithItsName() {
        Node node = Node.starting(Database.fresh("replay_unknown"), "--hotline.replay=no-such-cases");

        assertThat(node.awaitEnd()).isEqualTo(1);
        assertThat(node.log()).contains("没有名为「no-such-cases」的重放");
    }

    @Test
    void theReplayGoesOnServingInThePresentWhenTold() {
        Database database = Database.fresh("replay_serving");
        try (Node node = Node.started(database, "--hotline.replay=seed-cases", "--hotline.replay.keep-serving=true")) {
            // The readiness probe opens before the cases are played; the present is back when they are done.
            Person operator = node.as("operator");
            for (int i = 0; i < 600 && !node.log().contains("重放结果"); i++) {
                pause();
            }
            assertThat(operator.get("/api/clock").expect(200).json().get("now").asText()).doesNotStartWith("20" + "23");
            assertThat(operator.get("/api/tickets?size=50").expect(200).json().get("items")).hasSize(12);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
