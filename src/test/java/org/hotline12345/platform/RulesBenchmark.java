package org.hotline12345.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hotline12345.common.DecisionTables.Row;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long one routing decision takes over a catalogue of 50 and of 5,000 rows, in one table and split over many:
 * {@code mvn -q -Pbenchmark process-test-classes}. Prints both times and their ratio; fails when the large one takes
 * more than three times as long as the small one, or more than 5 ms.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RulesBenchmark {

    private static final double MOST_TIMES_AS_LONG = 3;
    private static final double MOST_MICROSECONDS = 5000;

    @Param({"50", "5000"})
    int rows;

    private ModelTables one;
    private ModelTables split;

    @Setup
    public void tables() {
        one = new ModelTables(Catalogues.oneTable(rows));
        split = new ModelTables(Catalogues.splitTables(rows));
        if (oneTable().size() != 2 || splitTables().size() != 2) {
            throw new IllegalStateException("The matter is not found");
        }
    }

    @Benchmark
    public List<Row> oneTable() {
        return one.evaluate(Catalogues.ONE, Catalogues.LAST_MATTER);
    }

    @Benchmark
    public List<Row> splitTables() {
        Map<String, Object> facts = Catalogues.LAST_MATTER;
        return split.evaluate(split.evaluate(Catalogues.CHOICE, facts).get(0).text("catalogue"), facts);
    }

    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder().include(RulesBenchmark.class.getName()).build()).run();
        List<String> broken = new ArrayList<>();
        for (String kind : List.of("oneTable", "splitTables")) {
            double small = median(results, kind, "50");
            double large = median(results, kind, "5000");
            System.out.printf(Locale.ROOT, "RULES %s: 50 rows %.1f us, 5000 rows %.1f us, ratio %.2f%n", kind, small, large, large / small);
            if (large > MOST_TIMES_AS_LONG * small || large > MOST_MICROSECONDS) {
                broken.add(kind);
            }
        }
        if (!broken.isEmpty()) {
            throw new IllegalStateException("Too slow over 5000 rows: " + broken);
        }
    }

    /** Of each decision, in microseconds. */
    private static double median(Collection<RunResult> results, String kind, String rows) {
        return results.stream().filter(result -> result.getParams().getBenchmark().endsWith('.' + kind)
                        && result.getParams().getParam("rows").equals(rows))
                .findFirst().orElseThrow().getPrimaryResult().getStatistics().getPercentile(50);
    }
}
