package org.hotline12345.deadline;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Matters;
import org.springframework.stereotype.Component;

/** What task lists show of the holidays of a year, to the administrators who import and approve them. */
@Component
class NoticeMatters implements Matters {

    @Override
    public Map<String, Matter> of(Collection<String> keys, Actor actor) {
        return actor.has("camunda-admin") ? keys.stream().filter(key -> NoticeTasks.yearOf(key).isPresent())
                .collect(Collectors.toMap(Function.identity(), NoticeMatters::matter)) : Map.of();
    }

    @Override
    public Optional<Card> card(String key, Actor actor) {
        return Optional.ofNullable(of(List.of(key), actor).get(key)).map(matter -> new Card(matter, List.of(
                new Fact("来源", "国务院办公厅关于部分节假日安排的通知"), new Fact("未核准时", "跨入该年的时限都是暂定的")), List.of(), null, List.of()));
    }

    private static Matter matter(String key) {
        int year = NoticeTasks.yearOf(key).orElseThrow();
        return new Matter(key, year + "年部分节假日安排", "节假日安排", null, year + "年", null);
    }
}
