package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same request sent again and again. */
class DuplicateSubmissionIT {

    private final Person operator = SharedNode.get().as("operator");

    @Test
    void twentySubmissionsOfOneRequestAtOnceMakeOneTicket() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(20);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Person.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(callers.submit(() -> {
                start.await();
                return operator.post("/api/tickets", Person.complaint("twenty-at-once"));
            }));
        }
        start.countDown();
        List<Integer> statuses = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (Future<Person.Answer> answer : answers) {
            statuses.add(answer.get().status());
            numbers.add(answer.get().json().path("ticketNo").asText());
        }
        callers.shutdown();

        assertThat(statuses).containsOnly(200, 201);
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(numbers.stream().distinct()).hasSize(1);
    }

    @Test
    void theSameIdWithOtherWordsIsRefused() {
        String ticketNo = operator.registers(Person.complaint("other-words"));
        Map<String, Object> other = Person.complaint("other-words");
        other.put("content", "我要反映的其实是另外一件事情，请分开处理。");

        Person.Answer answer = operator.post("/api/tickets", other).expect(409);

        assertThat(answer.json().get("code").asText()).isEqualTo("intake.contentDiffers");
        assertThat(operator.get("/api/tickets/" + ticketNo).json().get("content").asText()).contains("网购药品");
    }
}
