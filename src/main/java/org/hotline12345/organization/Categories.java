package org.hotline12345.organization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;

/** The trees of matters, one per jurisdiction. */
@Component
public class Categories {

    private final ReferenceData data;

    Categories(ReferenceData data) {
        this.data = data;
    }

    public Optional<Category> find(String jurisdiction, String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(of(jurisdiction).get(code));
    }

    /** @throws Refusal INVALID {@code organization.unknownCategory} when the jurisdiction has no such matter */
    public Category require(String jurisdiction, String code) {
        return find(jurisdiction, code).orElseThrow(() -> Refusal.invalid("organization.unknownCategory",
                "本热线没有代码为“" + code + "”的诉求类别。"));
    }

    /** Every group followed by its matters. */
    public List<Category> list(String jurisdiction) {
        return List.copyOf(of(jurisdiction).values());
    }

    private Map<String, Category> of(String jurisdiction) {
        return data.current().categoriesOf().getOrDefault(jurisdiction, Map.of());
    }
}
