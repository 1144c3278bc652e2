package org.hotline12345.ticket.process;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.common.Actors;
import org.hotline12345.common.FormOptions;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketViews;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/** The selects of the task forms: units, categories, kinds and places of the ticket's own hotline, valid today. */
@Component
class TicketFormOptions implements FormOptions {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<String> CHOOSING_UNITS =
            Set.of("Task_DispatchTicket", "Task_HandleTicket", "Task_RuleOnReturn", "Task_HoldMeeting");

    private final Tickets tickets;
    private final TicketViews views;
    private final Actors actors;
    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final Clock clock;

    TicketFormOptions(Tickets tickets, TicketViews views, Actors actors, Units units, Categories categories, Regions regions, Clock clock) {
        this.tickets = tickets;
        this.views = views;
        this.actors = actors;
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        boolean dispatching = "Task_DispatchTicket".equals(taskKey);
        boolean supplementing = "Task_AskForInformation".equals(taskKey);
        boolean choosingUnits = CHOOSING_UNITS.contains(taskKey);
        Map<String, Object> options = new HashMap<>();
        if (ticketNo == null || !(supplementing || choosingUnits)) {
            return options;
        }
        Ticket ticket = tickets.visible(ticketNo, actors.current());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        if (choosingUnits) {
            options.put("unitOptions", unitChoices(ticket.jurisdiction(), today));
        }
        if (dispatching) {
            options.put("kindOptions",
                    Arrays.stream(Kind.values()).map(kind -> new Choice(kind.label(), kind.code())).toList());
            options.put("kind", ticket.kind().code());
            options.put("similarOptions", !actors.current().isCentre() ? List.of() : views.similar(ticketNo, actors.current()).stream()
                    .filter(row -> row.dispatchedAt() != null)
                    .map(row -> new Choice(row.ticketNo() + " " + row.title(), row.ticketNo())).toList());
        }
        if (dispatching || supplementing) {
            options.put("categoryOptions", categoryChoices(ticket.jurisdiction(), today));
            options.put("category", ticket.category());
        }
        if (supplementing) {
            options.put("regionOptions", regions.list(ticket.jurisdiction()).stream()
                    .filter(region -> isValid(today, region.validFrom(), region.validTo()))
                    .map(region -> new Choice(region.name(), region.code())).toList());
            options.put("region", ticket.region());
        }
        return options;
    }

    /** An off-network unit says so: the centre itself works its tickets, by letter or telephone. */
    private List<Choice> unitChoices(String jurisdiction, LocalDate today) {
        return units.list(jurisdiction).stream().filter(unit -> unit.validOn(today))
                .map(unit -> new Choice(unit.onNetwork() ? unit.name() : unit.name() + "（未入网）", unit.code())).toList();
    }

    /** The matters, each under its group's name; a group without matters stands for itself. */
    private List<Choice> categoryChoices(String jurisdiction, LocalDate today) {
        List<Category> valid = categories.list(jurisdiction).stream()
                .filter(category -> isValid(today, category.validFrom(), category.validTo())).toList();
        Map<String, String> names = valid.stream().collect(Collectors.toMap(Category::code, Category::name));
        Set<String> groups = valid.stream().map(Category::parent).filter(Objects::nonNull).collect(Collectors.toSet());
        return valid.stream().filter(category -> !groups.contains(category.code()))
                .map(category -> new Choice(names.containsKey(category.parent())
                        ? names.get(category.parent()) + " / " + category.name() : category.name(), category.code()))
                .toList();
    }

    private static boolean isValid(LocalDate day, LocalDate from, LocalDate to) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
