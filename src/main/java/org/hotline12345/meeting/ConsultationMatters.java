package org.hotline12345.meeting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Matters;
import org.hotline12345.organization.Categories;
import org.springframework.stereotype.Component;

/** What task lists show of consultations, to the people of the centre. */
@Component
class ConsultationMatters implements Matters {

    private final Consultations consultations;
    private final Categories categories;

    ConsultationMatters(Consultations consultations, Categories categories) {
        this.consultations = consultations;
        this.categories = categories;
    }

    @Override
    public Map<String, Matter> of(Collection<String> keys, Actor actor) {
        return known(keys, actor).stream().collect(Collectors.toMap(Consultations.Consultation::consultationNo, ConsultationMatters::matter));
    }

    @Override
    public Optional<Card> card(String key, Actor actor) {
        return known(List.of(key), actor).stream().findFirst().map(this::card);
    }

    private List<Consultations.Consultation> known(Collection<String> keys, Actor actor) {
        List<String> own = actor.isCentre() ? keys.stream().filter(key -> key.startsWith(Consultations.NUMBER_PREFIX)).toList() : List.of();
        return own.isEmpty() ? List.of() : consultations.all(own);
    }

    private static Matter matter(Consultations.Consultation consultation) {
        return new Matter(consultation.consultationNo(), consultation.topic(), "会商", consultation.heldAt() == null ? "待召开" : "已召开", null,
                consultation.jurisdiction());
    }

    private Card card(Consultations.Consultation consultation) {
        List<Fact> facts = new ArrayList<>(List.of(new Fact("会商编号", consultation.consultationNo())));
        if (consultation.category() != null) {
            facts.add(new Fact("诉求类别", categories.find(consultation.jurisdiction(), consultation.category())
                    .map(category -> category.name()).orElse(consultation.category())));
        }
        if (!consultation.tickets().isEmpty()) {
            facts.add(new Fact("涉及的工单", String.join("、", consultation.tickets())));
        }
        facts.add(new Fact("召开期限", consultation.dueOn() + " 止"));
        return new Card(matter(consultation), facts, List.of(), null, List.of());
    }
}
