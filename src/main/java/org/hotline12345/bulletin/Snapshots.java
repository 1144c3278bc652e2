package org.hotline12345.bulletin;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.bulletin.Names.Named;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.report.Cell;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.ListRules;
import org.hotline12345.report.Measures;
import org.hotline12345.report.Period;
import org.hotline12345.report.PeriodFigures;
import org.hotline12345.report.Rate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;

/** Freezes what a bulletin is made of, and reads it back: every snapshot is kept, none is changed. */
@Component
class Snapshots {

    private final Editions editions;
    private final PeriodFigures figures;
    private final Measures measures;
    private final ListRules listRules;
    private final NamesThen names;
    private final ListedRows lists;
    private final Subjects subjects;
    private final Jurisdictions jurisdictions;
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final Clock clock;

    Snapshots(Editions editions, PeriodFigures figures, Measures measures, ListRules listRules, NamesThen names, ListedRows lists,
            Subjects subjects, Jurisdictions jurisdictions, JdbcClient jdbc, NamedParameterJdbcTemplate batches, Clock clock) {
        this.editions = editions;
        this.figures = figures;
        this.measures = measures;
        this.listRules = listRules;
        this.names = names;
        this.lists = lists;
        this.subjects = subjects;
        this.jurisdictions = jurisdictions;
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** Counts now and keeps it; the former snapshots of the bulletin stay. @return id of the new one */
    long take(Edition edition, String reason) {
        Period period = new Period(edition.jurisdiction(), edition.from(), edition.to());
        Names named = names.of(period);
        if (edition.topicFilter() != null) {
            named = named.with(Topics.WORDS, edition.topicFilter());
        }
        Figures counted = counted(edition, named);
        named = names.told(named, counted);
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into bulletin_snapshot (bulletin_id, jurisdiction, from_day, to_day, as_of, formulas, hotline_unit, reason) values "
                        + "(:bulletin, :place, :from, :to, :asOf, :formulas, :hotline, :reason)").param("bulletin", edition.id())
                .param("place", period.jurisdiction()).param("from", period.from()).param("to", period.to())
                .param("asOf", counted.asOf().toEpochMilli()).param("formulas", counted.formulas()).param("hotline", named.hotlineUnit())
                .param("reason", reason).update(key, "id");
        long id = key.getKey().longValue();
        insert("bulletin_cell (snapshot_id, measure, dimension, item, amount) values (:id, :measure, :dimension, :item, :amount)",
                counted.cells().stream().map(cell -> row(id).addValue("measure", cell.measure()).addValue("dimension", cell.dimension().code())
                        .addValue("item", cell.item()).addValue("amount", cell.count())).toList());
        List<Named> entries = named.entries();
        List<MapSqlParameterSource> rows = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Named entry = entries.get(i);
            rows.add(row(id).addValue("dimension", entry.dimension().code()).addValue("code", entry.code()).addValue("place", i)
                    .addValue("name", entry.name()).addValue("kind", entry.kind()).addValue("parent", entry.parent()));
        }
        insert("bulletin_name (snapshot_id, dimension, code, place, name, kind, parent) values (:id, :dimension, :code, :place, :name, :kind, "
                + ":parent)", rows);
        insert("bulletin_term (snapshot_id, code, content) values (:id, :code, :content)", named.terms().entrySet().stream()
                .map(term -> row(id).addValue("code", term.getKey()).addValue("content", term.getValue())).toList());
        keepRates(id);
        keepListRules(id);
        keepLists(id, lists.of(period));
        return id;
    }

    private void keepRates(long id) {
        List<MapSqlParameterSource> rows = new ArrayList<>();
        for (Rate rate : measures.rates()) {
            rows.add(row(id).addValue("code", rate.code()).addValue("place", rows.size()).addValue("name", rate.name())
                    .addValue("numerator", rate.numerator()).addValue("denominator", rate.denominator()).addValue("note", rate.note())
                    .addValue("source", rate.source()));
        }
        insert("bulletin_rate (snapshot_id, code, place, name, numerator, denominator, note, source) values (:id, :code, :place, :name, "
                + ":numerator, :denominator, :note, :source)", rows);
    }

    private void keepListRules(long id) {
        List<MapSqlParameterSource> rows = new ArrayList<>();
        for (ListRules.Rule rule : listRules.all()) {
            rows.add(row(id).addValue("code", rule.code()).addValue("place", rows.size()).addValue("rate", rule.rate())
                    .addValue("title", rule.title()).addValue("compares", rule.compares()).addValue("bound", rule.percent()));
        }
        insert("bulletin_list_rule (snapshot_id, code, place, rate, title, compares, bound) values (:id, :code, :place, :rate, :title, "
                + ":compares, :bound)", rows);
    }

    private void keepLists(long id, List<Listed> listed) {
        List<MapSqlParameterSource> rows = new ArrayList<>();
        for (Listed entry : listed) {
            rows.add(row(id).addValue("list", entry.list()).addValue("place", rows.size()).addValue("no", entry.ticketNo())
                    .addValue("unit", entry.unit()).addValue("what", entry.what()).addValue("on", entry.on()).addValue("amount", entry.amount()));
        }
        insert("bulletin_listed (snapshot_id, list_name, place, ticket_no, unit, what, on_day, amount) values (:id, :list, :place, :no, :unit, "
                + ":what, :on, :amount)", rows);
    }

    private static MapSqlParameterSource row(long id) {
        return new MapSqlParameterSource("id", id);
    }

    private void insert(String into, List<MapSqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            batches.batchUpdate("insert into " + into, rows.toArray(MapSqlParameterSource[]::new));
        }
    }

    /** Why figures counted now cannot be held against a snapshot: another catalogue or other settings; empty where they can. */
    Optional<String> countedOtherwise(long id) {
        String place = jdbc.sql("select jurisdiction from bulletin_snapshot where id = :id").param("id", id).query(String.class).single();
        String formulas = jdbc.sql("select formulas from bulletin_snapshot where id = :id").param("id", id).query(String.class).single();
        if (!formulas.equals(measures.version())) {
            return Optional.of("指标口径已由" + formulas + "变为" + measures.version() + "，不作比较");
        }
        return names.otherwise(names(id), place);
    }

    /** The figures of the bulletin's period as they would be counted now. */
    Figures now(Edition edition) {
        return counted(edition, names(edition.snapshot()));
    }

    private Figures counted(Edition edition, Names named) {
        Period period = new Period(edition.jurisdiction(), edition.from(), edition.to());
        return edition.topic() == null ? figures.of(period) : figures.of(period, Topics.of(named, edition.topic(), subjects.of(edition.id())));
    }

    Figures figures(long id) {
        List<Cell> cells = jdbc.sql("select measure, dimension, item, amount from bulletin_cell where snapshot_id = :id").param("id", id)
                .query((row, n) -> new Cell(row.getString(1), Dimension.of(row.getString(2)), row.getString(3), row.getLong(4))).list();
        return jdbc.sql("select * from bulletin_snapshot where id = :id").param("id", id).query((row, n) -> Figures.of(
                new Period(row.getString("jurisdiction"), row.getObject("from_day", LocalDate.class), row.getObject("to_day", LocalDate.class)),
                Instant.ofEpochMilli(row.getLong("as_of")), row.getString("formulas"), cells)).single();
    }

    Instant asOf(long id) {
        return Instant.ofEpochMilli(jdbc.sql("select as_of from bulletin_snapshot where id = :id").param("id", id).query(Long.class).single());
    }

    Names names(long id) {
        List<Named> named = jdbc.sql("select * from bulletin_name where snapshot_id = :id order by place").param("id", id).query((row, n) ->
                new Named(Dimension.of(row.getString("dimension")), row.getString("code"), row.getString("name"), row.getString("kind"),
                        row.getString("parent"))).list();
        Map<String, String> terms = new LinkedHashMap<>();
        jdbc.sql("select code, content from bulletin_term where snapshot_id = :id order by code").param("id", id).query(row -> {
            terms.put(row.getString(1), row.getString(2));
        });
        return new Names(named, jdbc.sql("select hotline_unit from bulletin_snapshot where id = :id").param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getString(1))).single().orElse(null), terms);
    }

    /** Everything a bulletin is made of, from its snapshot in force. */
    Frozen frozen(Edition edition) {
        return frozen(edition, edition.snapshot());
    }

    Frozen frozen(Edition edition, long id) {
        Figures counted = figures(id);
        List<Rate> rates = jdbc.sql("select * from bulletin_rate where snapshot_id = :id order by place").param("id", id).query((row, n) ->
                new Rate(row.getString("code"), row.getString("name"), row.getString("numerator"), row.getString("denominator"),
                        row.getString("note"), row.getString("source"))).list();
        List<ListRules.Rule> rules = jdbc.sql("select * from bulletin_list_rule where snapshot_id = :id order by place").param("id", id)
                .query((row, n) -> new ListRules.Rule(row.getString("code"), row.getString("rate"), row.getString("title"),
                        row.getString("compares"), row.getString("bound"))).list();
        List<Listed> listed = jdbc.sql("select * from bulletin_listed where snapshot_id = :id order by place").param("id", id).query((row, n) ->
                new Listed(row.getString("list_name"), row.getString("ticket_no"), row.getString("unit"), row.getString("what"),
                        row.getObject("on_day", LocalDate.class), row.getLong("amount"))).list();
        List<Reported> reported = jdbc.sql("select code, printed, source from report_reported where jurisdiction = :place and from_day = :from "
                        + "and to_day = :to order by code").param("place", edition.jurisdiction()).param("from", edition.from())
                .param("to", edition.to()).query((row, n) -> new Reported(row.getString(1), called(row.getString(1), rates), row.getString(2),
                        row.getString(3))).list();
        Names named = names(id);
        Frozen frozen = new Frozen(header(edition, counted), counted, named, texts(edition.id()), reported, listed, rates, rules,
                subjects.of(edition.id()), null);
        return edition.corrects() == null ? frozen : frozen.correcting(corrected(edition, counted, named));
    }

    private Corrected corrected(Edition edition, Figures counted, Names named) {
        Edition published = editions.lastPublished(edition);
        return new Corrected(published.number(), FigureChanges.told(Difference.between(figures(published.snapshot()), counted),
                names(published.snapshot()), named, measures));
    }

    private String called(String code, List<Rate> rates) {
        return rates.stream().filter(rate -> rate.code().equals(code)).map(Rate::name).findFirst().orElseGet(() -> measures.require(code).name());
    }

    private Header header(Edition edition, Figures counted) {
        String corrected = edition.corrects() == null ? null : jdbc.sql("select doc_number from bulletin_edition where id = :id")
                .param("id", edition.corrects()).query(String.class).single();
        return new Header(edition.id(), edition.kind(), edition.jurisdiction(), jurisdictions.require(edition.jurisdiction()).name(),
                edition.from(), edition.to(), counted.asOf(), counted.formulas(), edition.topic(), edition.title(), edition.number(),
                edition.issuer(), edition.sentTo(), edition.deliveredTo(), edition.copiedTo(), edition.publicity(), edition.contact(),
                edition.editorName(), edition.reviewerName(), edition.signerName(), edition.issuedOn(), edition.correction(), corrected);
    }

    Map<String, String> texts(String bulletin) {
        Map<String, String> texts = new LinkedHashMap<>();
        jdbc.sql("select section, body from bulletin_text where bulletin_id = :id order by section").param("id", bulletin).query(row -> {
            texts.put(row.getString(1), row.getString(2));
        });
        return texts;
    }

    /** All snapshots of a bulletin, oldest first. */
    List<Taken> taken(String bulletin) {
        return jdbc.sql("select id, as_of, formulas, reason from bulletin_snapshot where bulletin_id = :id order by id").param("id", bulletin)
                .query((row, n) -> new Taken(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)).atZone(clock.getZone()).toOffsetDateTime(),
                        row.getString(3), row.getString(4))).list();
    }
}
