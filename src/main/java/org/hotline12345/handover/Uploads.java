package org.hotline12345.handover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Background;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.SealedTexts;
import org.hotline12345.workbook.Bounds;
import org.hotline12345.workbook.Entry;
import org.hotline12345.workbook.Filled;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Problem;
import org.hotline12345.workbook.Problems;
import org.hotline12345.workbook.Reading;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads a workbook of another system row by row into rows that wait, sealed; the check of each ticket follows in the background. */
@Component
class Uploads {

    /** What another system exports at once: 100 MB, 1.5 GB unpacked, 200,000 rows a sheet. */
    private static final Bounds BOUNDS = new Bounds(100_000_000, 1_500_000_000, 200_000);
    private static final int AT_ONCE = 500;

    private final HandoverRows rows;
    private final SealedTexts seal;
    private final ObjectMapper json;
    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final Jurisdictions jurisdictions;
    private final Background background;
    private final AuditTrail audit;
    private final Clock clock;

    Uploads(HandoverRows rows, SealedTexts seal, ObjectMapper json, Units units, Categories categories, Regions regions,
            Jurisdictions jurisdictions, Background background, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.seal = seal;
        this.json = json;
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.jurisdictions = jurisdictions;
        this.background = background;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes a workbook in; nothing of it becomes a ticket before it is confirmed.
     *
     * @return id of the import
     * @throws Refusal INVALID {@code workbook.…} for what cannot be read, {@code handover.sheetMissing}
     */
    @Transactional
    String read(Actor actor, String jurisdiction, String system, Path file, String name) {
        jurisdictions.require(jurisdiction);
        String id = java.util.UUID.randomUUID().toString();
        try (Reading reading = Reading.open(file, name, BOUNDS)) {
            Problems problems = new Problems();
            Map<String, Form> forms = Filled.forms(reading, Sheets.ALL, problems);
            if (!forms.containsValue(Sheets.TICKETS)) {
                throw Refusal.invalid("handover.sheetMissing", "没有“工单”表；请下载模板，填写后上传 .xlsx 文件。");
            }
            rows.insert(new HandoverRows.Row(id, jurisdiction, system, name.length() <= 200 ? name : name.substring(name.length() - 200),
                    hash(file), HandoverRows.State.CHECKING, 0, actor.id(), clock.instant(), null, null, null));
            Mapping mapping = new Mapping(jurisdiction, units, categories, regions);
            LineReader reader = new LineReader(mapping, clock);
            each(reading, forms, Sheets.MAPPING, problems, (entry, faulty) -> mapping.read(entry));
            Told told = new Told(problems);
            told.of(null, false, null, 0);
            rows.counted(id, tickets(id, reading, forms, problems, reader, told));
            lines(id, reading, forms, problems, reader, told);
            files(id, reading, forms, problems, told);
            told.write(id);
            audit.record(new AuditTrail.Entry(AuditTrail.IMPORT, name, "旧系统接续：上传「" + system + "」的文件检查，尚未接续"));
        }
        background.start(Takeover.WORK, id);
        return id;
    }

    private int tickets(String id, Reading reading, Map<String, Form> forms, Problems problems, LineReader reader, Told told) {
        Chunk chunk = new Chunk(list -> rows.insertTickets(id, list));
        Set<String> seen = new HashSet<>();
        int[] seq = {0};
        each(reading, forms, Sheets.TICKETS, problems, (entry, faulty) -> {
            int before = problems.count();
            TicketLine line = reader.ticket(entry);
            boolean twice = line.number() != null && !seen.add(line.number());
            if (twice) {
                entry.wrong(Sheets.NUMBER, "“" + Entry.brief(line.number()) + "”在前面的行已出现过");
            }
            boolean wrong = faulty || problems.count() > before;
            told.of(line.number(), wrong, Sheets.TICKETS, line.row());
            chunk.add(new MapSqlParameterSource("seq", ++seq[0]).addValue("row", line.row())
                    .addValue("number", line.number() == null ? "" : line.number()).addValue("state", wrong ? "refused" : "read")
                    .addValue("kind", line.kind() == null ? null : line.kind().code())
                    .addValue("channel", line.channel() == null ? null : line.channel().code())
                    .addValue("status", line.status() == null ? null : line.status().code())
                    .addValue("month", line.registered() == null ? null : month(line.registered()))
                    .addValue("sealed", wrong ? null : seal.seal(written(line))));
        });
        chunk.done();
        return seq[0];
    }

    private void lines(String id, Reading reading, Map<String, Form> forms, Problems problems, LineReader reader, Told told) {
        Chunk chunk = new Chunk(list -> rows.insertLines(id, list));
        each(reading, forms, Sheets.DISPATCHES, problems, (entry, faulty) -> {
            int before = problems.count();
            SentLine line = reader.sent(entry);
            boolean wrong = faulty || problems.count() > before;
            told.of(line.number(), wrong, Sheets.DISPATCHES, line.row());
            chunk.add(new MapSqlParameterSource("row", line.row()).addValue("number", line.number() == null ? "" : line.number())
                    .addValue("faulty", wrong ? 1 : 0).addValue("sealed", seal.seal(written(line))));
        });
        chunk.done();
    }

    private void files(String id, Reading reading, Map<String, Form> forms, Problems problems, Told told) {
        Chunk chunk = new Chunk(list -> rows.insertFiles(id, list));
        each(reading, forms, Sheets.FILES, problems, (entry, faulty) -> {
            int before = problems.count();
            String hash = entry.text("sha256").toLowerCase(java.util.Locale.ROOT);
            if (!hash.isEmpty() && !hash.matches("[0-9a-f]{64}")) {
                entry.wrong("sha256", "应为64位十六进制的散列值");
            }
            String path = entry.text("path").replace('\\', '/');
            if (path.length() > 300) {
                entry.wrong("path", "超过300字，请缩短");
            }
            String number = LineReader.number(entry);
            boolean wrong = faulty || problems.count() > before;
            told.of(number, wrong, Sheets.FILES, entry.row());
            if (!wrong && number != null) {
                chunk.add(new MapSqlParameterSource("row", entry.row()).addValue("number", number).addValue("path", path).addValue("hash", hash));
            }
        });
        chunk.done();
    }

    /** Hands over each row and whether one of its cells was wrong before anybody understood it. */
    private interface Taker {
        void take(Entry entry, boolean faulty);
    }

    private static void each(Reading reading, Map<String, Form> forms, Form form, Problems problems, Taker taker) {
        forms.forEach((sheet, of) -> {
            if (of == form) {
                int[] known = {problems.count()};
                Filled.each(reading, sheet, form, problems, entry -> {
                    taker.take(entry, problems.count() > known[0]);
                    known[0] = problems.count();
                });
            }
        });
    }

    private String month(Instant at) {
        return YearMonth.from(at.atZone(clock.getZone())).toString();
    }

    private String written(Object line) {
        try {
            return json.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(Path file) {
        try (java.io.InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] part = new byte[64 * 1024];
            for (int read = in.read(part); read > 0; read = in.read(part)) {
                digest.update(part, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Which ticket each sentence is about; of a row whose sentences are too many to keep, that something is wrong. */
    private final class Told {

        private final Problems problems;
        private final List<String[]> told = new ArrayList<>();
        private int kept;

        private Told(Problems problems) {
            this.problems = problems;
        }

        void of(String number, boolean wrong, Form form, int row) {
            List<Problem> all = problems.count() > kept && kept < Problems.MOST_KEPT ? problems.kept() : List.of();
            boolean said = all.size() > kept;
            for (; kept < all.size(); kept++) {
                told.add(new String[] {number, all.get(kept).message()});
            }
            if (wrong && !said) {
                told.add(new String[] {number, new Problem(form.name(), row, null, null, "有不能读取的单元格，请先改正前面列出的问题再检查").message()});
            }
        }

        void write(String id) {
            of(null, false, null, 0);
            told.forEach(one -> rows.problem(id, one[0], one[1]));
        }
    }

    /** Rows on their way into the database, some hundreds at once. */
    private static final class Chunk {

        private final java.util.function.Consumer<List<MapSqlParameterSource>> store;
        private final List<MapSqlParameterSource> held = new ArrayList<>();

        private Chunk(java.util.function.Consumer<List<MapSqlParameterSource>> store) {
            this.store = store;
        }

        void add(MapSqlParameterSource row) {
            held.add(row);
            if (held.size() == AT_ONCE) {
                done();
            }
        }

        void done() {
            if (!held.isEmpty()) {
                store.accept(held);
                held.clear();
            }
        }
    }
}
