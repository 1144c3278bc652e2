package org.hotline12345.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.RelatedTickets;
import org.hotline12345.ticket.Ticket;
import org.springframework.stereotype.Component;

/** 拆单: several matters in one call go to those responsible for each, and the caller is called back once. */
@Component
class Splitting {

    private static final int FEWEST = 2;
    private static final int MOST = 9;

    private final RelatedTickets related;
    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final ObjectMapper json;
    private final Clock clock;

    Splitting(RelatedTickets related, Units units, Categories categories, Regions regions, ObjectMapper json, Clock clock) {
        this.related = related;
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.json = json;
        this.clock = clock;
    }

    /** @param matters JSON text {@code [{title, content, category?, region?, leadUnit?}]}, two to nine of them */
    void split(Ticket call, Actor dispatcher, String matters) {
        if (call.relations().isPart()) {
            throw Refusal.rule("routing.partNotSplit", "工单" + call.ticketNo() + "已是拆出的分件，不能再拆。");
        }
        related.split(call, dispatcher, read(call, matters));
    }

    private List<RelatedTickets.Matter> read(Ticket call, String text) {
        JsonNode list;
        try {
            list = json.readTree(text == null ? "" : text);
        } catch (JsonProcessingException notJson) {
            throw badMatters();
        }
        if (list == null || !list.isArray() || list.size() < FEWEST || list.size() > MOST) {
            throw badMatters();
        }
        List<RelatedTickets.Matter> matters = new ArrayList<>();
        for (JsonNode row : list) {
            if (!row.isObject()) {
                throw badMatters();
            }
            matters.add(matter(call, row));
        }
        return matters;
    }

    private RelatedTickets.Matter matter(Ticket call, JsonNode row) {
        String category = Texts.optional("分件的诉求类别", text(row, "category"), 64);
        if (category != null && categories.find(call.jurisdiction(), category).isEmpty()) {
            throw Refusal.invalid("routing.unknownCategory", "诉求类别「" + category + "」不存在。");
        }
        String region = Texts.optional("分件的行政区划代码", text(row, "region"), 12);
        if (region != null && regions.find(region).isEmpty()) {
            throw Refusal.invalid("intake.unknownRegion", "行政区划代码「" + region + "」不存在。");
        }
        String lead = Texts.optional("分件的主办单位", text(row, "leadUnit"), 64);
        return new RelatedTickets.Matter(Texts.required("分件的标题", text(row, "title"), 200),
                Texts.required("分件的内容", text(row, "content"), 4000), category, region,
                lead == null ? null : units.requireValid(call.jurisdiction(), lead, LocalDate.now(clock)).code());
    }

    private static String text(JsonNode row, String field) {
        JsonNode value = row.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static Refusal badMatters() {
        return Refusal.invalid("routing.badMatters", "拆单的各件须为JSON文本 [{title, content, category, region, leadUnit}]，"
                + FEWEST + "至" + MOST + "件；title 和 content 必填。");
    }
}
