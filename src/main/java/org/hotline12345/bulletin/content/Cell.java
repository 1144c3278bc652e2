package org.hotline12345.bulletin.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.hotline12345.report.Percent;

/** What stands in one cell of a table: counts as counts, shares as two counts, so that nothing is rounded before it is printed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Cell.Amount.class, name = "amount"), @JsonSubTypes.Type(value = Cell.Share.class, name = "share"),
        @JsonSubTypes.Type(value = Cell.Mean.class, name = "mean"), @JsonSubTypes.Type(value = Cell.Words.class, name = "words")})
public sealed interface Cell permits Cell.Amount, Cell.Share, Cell.Mean, Cell.Words {

    /** As it is printed. */
    @JsonProperty
    String text();

    /** A count. */
    record Amount(long n) implements Cell {

        @Override
        public String text() {
            return Long.toString(n);
        }
    }

    /**
     * A part of a whole, printed in per cent with two decimals, or as a dash where the whole is 0.
     *
     * @param complement whether it is printed as 100 less the other part, so that the two add up to 100.00
     */
    record Share(long part, long base, boolean complement) implements Cell {

        @Override
        public String text() {
            if (base == 0) {
                return Percent.of(part, base);
            }
            return (complement ? Percent.complement(base - part, base) : Percent.of(part, base)) + "%";
        }
    }

    /**
     * A mean: a sum over so many, in units of which {@code per} make one.
     *
     * @param sum for example minutes
     * @param per for example 60 for hours
     * @param places decimals, rounded half up
     * @param unit printed behind the number
     */
    record Mean(long sum, long base, long per, int places, String unit) implements Cell {

        /** The number, or null where there is nothing to take a mean of. */
        public BigDecimal number() {
            return base == 0 ? null : BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(Math.multiplyExact(base, per)), places, RoundingMode.HALF_UP);
        }

        @Override
        public String text() {
            return base == 0 ? "—" : number().toPlainString() + unit;
        }
    }

    /** Words; never read as anything else. */
    record Words(String words) implements Cell {

        public Words {
            words = words == null ? "" : words;
        }

        @Override
        public String text() {
            return words;
        }
    }
}
