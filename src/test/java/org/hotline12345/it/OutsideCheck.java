package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.hotline12345.calendar.CalendarVersions.Day;
import org.hotline12345.calendar.CalendarVersions.DayKind;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Hands what is stored to {@code src/test/python/deadlines.py}, which computes every limit from the published days and
 * the rules, without any of our code.
 */
final class OutsideCheck {

    private static final Path SCRIPT = Path.of("src/test/python/deadlines.py");
    private static final Path DAYS = Path.of("src/main/resources/data/cn-statutory-days.csv");
    private static final Path CHANGES = Path.of("src/test/resources/simulation/calendar-changes.csv");

    /** An order that moves days, and when the administrator took it in. */
    record Order(Instant takenIn, String place, String name, List<Day> days) {
    }

    List<Order> orders() {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        Map<String, Order> orders = new LinkedHashMap<>();
        try (CSVParser rows = CSVParser.parse(CHANGES, StandardCharsets.UTF_8, format)) {
            for (CSVRecord row : rows) {
                Instant takenIn = OffsetDateTime.parse(row.get("taken_in")).toInstant();
                orders.computeIfAbsent(takenIn + row.get("place"), key -> new Order(takenIn, row.get("place"), row.get("order"), new ArrayList<>()))
                        .days().add(new Day(LocalDate.parse(row.get("date")), DayKind.valueOf(row.get("kind")), row.get("holiday")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(orders.values());
    }

    void check(JdbcClient jdbc) throws IOException, InterruptedException {
        Path work = Files.createDirectories(Path.of(System.getProperty("hotline.it.work", "target/it"), "year").toAbsolutePath());
        export(jdbc, work, "tickets", "select ticket_no, jurisdiction, kind, urgent, external_cutoff_at from ticket_ticket");
        export(jdbc, work, "dispatches", "select * from ticket_dispatch");
        export(jdbc, work, "events", "select ticket_no, seq, type, happened_at, unit from ticket_event");
        export(jdbc, work, "requests", "select id, dispatch_id, asked_at, kind, days, ruling_until, ruled_at, granted, resume_on "
                + "from deadline_time_request");
        export(jdbc, work, "grants", "select ticket_no, unit, happened_at, text from ticket_event where type = 'extensionGranted'");
        export(jdbc, work, "clocks", "select ticket_no, seq, unit, clock, act, happened_at, until_at from deadline_clock_entry");
        export(jdbc, work, "tasks", "select p.BUSINESS_KEY_ as ticket_no, t.TASK_DEF_KEY_ as task, t.START_TIME_ as started_at, "
                + "t.END_TIME_ as ended_at, t.DUE_DATE_ as due_at from ACT_HI_TASKINST t join ACT_HI_PROCINST p on p.ID_ = t.PROC_INST_ID_");
        Process python = new ProcessBuilder("python3", SCRIPT.toString(), DAYS.toString(), CHANGES.toString(), work.toString())
                .redirectErrorStream(true).start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(said);
        assertThat(python.waitFor()).as("limits that differ:%n%s", said).isZero();
    }

    /** Instants as epoch milliseconds, flags as 0 and 1, absent values empty. */
    private static void export(JdbcClient jdbc, Path work, String name, String sql) throws IOException {
        try (Writer file = Files.newBufferedWriter(work.resolve(name + ".csv"));
                CSVPrinter csv = new CSVPrinter(file, CSVFormat.DEFAULT)) {
            jdbc.sql(sql).query((ResultSet rows) -> {
                try {
                    int columns = rows.getMetaData().getColumnCount();
                    for (int i = 1; i <= columns; i++) {
                        csv.print(rows.getMetaData().getColumnLabel(i));
                    }
                    csv.println();
                    while (rows.next()) {
                        for (int i = 1; i <= columns; i++) {
                            Object value = rows.getObject(i);
                            csv.print(value instanceof Boolean flag ? flag ? 1 : 0
                                    : value instanceof LocalDateTime ? rows.getTimestamp(i).getTime()
                                    : value instanceof Timestamp time ? time.getTime() : value);
                        }
                        csv.println();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return true;
            });
        }
    }
}
