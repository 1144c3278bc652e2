package org.hotline12345.report;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Kind;
import org.springframework.stereotype.Component;

/** What the items of a dimension are called in Chinese; a unit as it was called at the end of the period. */
@Component
public class ItemNames {

    private static final String UNKNOWN = "未填写";

    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final Clock clock;

    ItemNames(Units units, Categories categories, Regions regions, Clock clock) {
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.clock = clock;
    }

    /** The name; the code itself where nobody knows it any more. */
    public String of(Period period, Dimension dimension, String item) {
        if (item.isEmpty()) {
            return dimension == Dimension.ALL ? "合计" : UNKNOWN;
        }
        return switch (dimension) {
            case UNIT -> unit(period, item);
            case KIND -> Arrays.stream(Kind.values()).filter(kind -> kind.code().equals(item)).map(Kind::label).findFirst().orElse(item);
            case CHANNEL -> Arrays.stream(Channel.values()).filter(channel -> channel.code().equals(item)).map(Channel::label).findFirst().orElse(item);
            case CATEGORY -> categories.find(period.jurisdiction(), item).map(Category::name).orElse(item);
            case REGION -> regions.find(item).map(Region::name).orElse(item);
            case ALL, DAY, LINE -> item;
        };
    }

    /** What a unit was called on the last day of the period, or is called today where that is still to come. */
    public String unit(Period period, String unit) {
        LocalDate today = LocalDate.now(clock);
        return units.nameOn(unit, period.to().isBefore(today) ? period.to() : today);
    }
}
