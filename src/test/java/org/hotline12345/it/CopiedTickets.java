package org.hotline12345.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills a MySQL schema with a city's work: the rows of one ticket that was really played, ours and the engine's, are
 * copied many times over with numbers, ids, units and times of their own. No node may run meanwhile.
 */
final class CopiedTickets implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int CHUNK = 20_000;
    /** Timers of copies must not fire while something is measured. */
    private static final String LATER = "60 * 24 * 60";

    private final Connection connection;
    private final Statement sql;
    private int patterns;

    CopiedTickets(Database database) throws SQLException {
        connection = DriverManager.getConnection(database.url() + "?rewriteBatchedStatements=true", database.user(), "");
        sql = connection.createStatement();
        // Only here: the copies agree with each other because the pattern's rows do.
        sql.execute("set foreign_key_checks = 0, unique_checks = 0, sql_log_bin = 0");
        sql.execute("create table if not exists scale_seq (n int primary key, h char(8), unit varchar(64), back int)");
    }

    /** One row of the pattern: values by column, and which of them are instants. */
    private record Row(String table, Map<String, Object> values, Set<String> times) {
    }

    /**
     * Copies a ticket.
     *
     * @param first number of the first copy; ranges of several patterns must not overlap
     * @param units codes that take the pattern's unit in turn
     * @param oldestDays copies happened at random within so many days before the pattern
     * @param newestDays and at least so many days before it
     * @param withEngine how many of the copies, the last ones, have the engine's rows too
     * @return rows made
     */
    long copy(String ticketNo, String unit, int first, int copies, List<String> units, int newestDays, int oldestDays, int withEngine)
            throws SQLException {
        List<Row> ours = new ArrayList<>();
        List<Row> engine = new ArrayList<>();
        Set<String> instances = column("select ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ = '" + ticketNo + "'");
        Set<String> tasks = column("select ID_ from ACT_HI_TASKINST where PROC_INST_ID_ in (" + listed(instances) + ")");
        for (Map.Entry<String, Set<String>> table : tables().entrySet()) {
            String name = table.getKey();
            Set<String> columns = table.getValue();
            if (columns.contains("ticket_no")) {
                ours.addAll(rows(name, "ticket_no = '" + ticketNo + "'"));
            } else if (columns.contains("PROC_INST_ID_") && !name.startsWith("ACT_GE")) {
                engine.addAll(rows(name, "PROC_INST_ID_ in (" + listed(instances) + ")"
                        + (columns.contains("TASK_ID_") && name.contains("IDENTITYLINK") ? " or TASK_ID_ in (" + listed(tasks) + ")" : "")));
            } else if (columns.contains("PROCESS_INSTANCE_ID_")) {
                engine.addAll(rows(name, "PROCESS_INSTANCE_ID_ in (" + listed(instances) + ")"));
            } else if (name.endsWith("IDENTITYLINK")) {
                engine.addAll(rows(name, "TASK_ID_ in (" + listed(tasks) + ")"));
            } else if (name.equals("ACT_RU_AUTHORIZATION")) {
                engine.addAll(rows(name, "RESOURCE_ID_ in (" + listed(tasks) + ")"));
            }
        }
        Map<String, String> tokens = new LinkedHashMap<>();
        int pattern = ++patterns;
        for (Row row : Stream.concat(ours.stream(), engine.stream()).toList()) {
            Object id = row.values.getOrDefault("ID_", row.values.get("id"));
            Matcher found = id == null ? null : ID.matcher(id.toString());
            if (found != null && found.find()) {
                tokens.putIfAbsent(found.group(), "s.h, '-%04x-7000-8000-%012x'".formatted(tokens.size(), pattern));
            }
        }
        tokens.put(ticketNo, "'" + ticketNo.substring(0, 2) + "', lpad(s.n, 12, '0')");
        tokens.put(unit, "s.unit");
        int last = first + copies - 1;
        for (int from = first; from <= last; from += CHUNK) {
            seq(from, Math.min(last, from + CHUNK - 1), units, newestDays, oldestDays);
        }
        long made = 0;
        for (Row row : ours) {
            made += insert(row, tokens, first, last);
        }
        for (Row row : engine) {
            made += insert(row, tokens, last - withEngine + 1, last);
        }
        System.out.printf("SCALE copied %s %d times: %d rows of ours each, %d of the engine for %d, %d rows%n", ticketNo, copies,
                ours.size(), engine.size(), withEngine, made);
        return made;
    }

    /** Tells the optimizer what there is now. */
    void analyze() throws SQLException {
        for (String table : tables().keySet()) {
            sql.execute("analyze table " + table);
        }
    }

    private void seq(int from, int to, List<String> units, int newestDays, int oldestDays) throws SQLException {
        StringBuilder values = new StringBuilder("insert into scale_seq (n, h, unit, back) values ");
        for (int n = from; n <= to; n++) {
            int spread = Math.max(1, (oldestDays - newestDays) * 24 * 60);
            values.append(n == from ? "" : ",").append("(").append(n).append(",'").append("%08x".formatted(n)).append("','")
                    .append(units.get(n % units.size())).append("',").append(newestDays * 24 * 60 + Math.floorMod(n * 7919L, spread)).append(")");
        }
        sql.execute(values.toString());
    }

    private long insert(Row row, Map<String, String> tokens, int first, int last) throws SQLException {
        String columns = String.join(", ", row.values.keySet());
        String values = row.values.entrySet().stream().map(value -> expression(row, value.getKey(), value.getValue(), tokens))
                .collect(Collectors.joining(", "));
        long made = 0;
        for (int from = first; from <= last; from += CHUNK) {
            made += sql.executeLargeUpdate("insert into " + row.table + " (" + columns + ") select " + values
                    + " from scale_seq s where s.n between " + from + " and " + Math.min(last, from + CHUNK - 1));
        }
        return made;
    }

    private static String expression(Row row, String column, Object value, Map<String, String> tokens) {
        if (value == null) {
            return "null";
        }
        if (row.times.contains(column)) {
            String back = row.table.equals("ACT_RU_JOB") ? "(" + LATER + ")" : "-s.back";
            return value instanceof Number ? value + " + " + back + " * 60000"
                    : "date_add('" + value + "', interval " + back + " minute)";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof byte[] bytes) {
            return "x'" + java.util.HexFormat.of().formatHex(bytes) + "'";
        }
        String text = "'" + value.toString().replace("\\", "\\\\").replace("'", "''") + "'";
        // What every ticket shares keeps its name: models, and who did it.
        if (column.contains("DEF_") || column.equals("DEPLOYMENT_ID_") || column.equals("NAME_") || column.equals("ASSIGNEE_")) {
            return text;
        }
        String changed = text;
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            changed = changed.replace(token.getKey(), "', " + token.getValue() + ", '");
        }
        return changed.equals(text) ? text : "concat(" + changed + ")";
    }

    private List<Row> rows(String table, String where) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet found = sql.executeQuery("select * from " + table + " where " + where)) {
            ResultSetMetaData columns = found.getMetaData();
            while (found.next()) {
                Map<String, Object> values = new LinkedHashMap<>();
                Set<String> times = new LinkedHashSet<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    if (columns.isAutoIncrement(i)) {
                        continue;
                    }
                    String name = columns.getColumnName(i);
                    boolean instant = columns.getColumnType(i) == Types.TIMESTAMP;
                    Object value = instant ? found.getString(i) : found.getObject(i);
                    values.put(name, value);
                    if (value != null && (instant || value instanceof Long && name.matches(".*_(at|until)"))) {
                        times.add(name);
                    }
                }
                rows.add(new Row(table, values, times));
            }
        }
        return rows;
    }

    private Map<String, Set<String>> tables() throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (ResultSet found = sql.executeQuery("select c.table_name, c.column_name from information_schema.columns c "
                + "join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name "
                + "where c.table_schema = database() and t.table_type = 'BASE TABLE' and c.table_name not like 'scale%'")) {
            while (found.next()) {
                tables.computeIfAbsent(found.getString(1), name -> new LinkedHashSet<>()).add(found.getString(2));
            }
        }
        return tables;
    }

    private Set<String> column(String query) throws SQLException {
        Set<String> values = new LinkedHashSet<>();
        try (ResultSet found = sql.executeQuery(query)) {
            while (found.next()) {
                values.add(found.getString(1));
            }
        }
        return values;
    }

    private static String listed(Set<String> values) {
        return values.isEmpty() ? "''" : values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
