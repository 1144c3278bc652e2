package org.hotline12345.organization;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of one table that stand for work a unit has not done yet; they pass on by naming the successor. */
public final class OpenRows implements UnitWork {

    private final JdbcClient jdbc;
    private final String table;
    private final String open;
    private final boolean onePerUnit;

    private OpenRows(JdbcClient jdbc, String table, String open, boolean onePerUnit) {
        this.jdbc = jdbc;
        this.table = table;
        this.open = open;
        this.onePerUnit = onePerUnit;
    }

    /**
     * @param table a table with the columns {@code ticket_no} and {@code unit}
     * @param open SQL condition of the rows that are not done yet
     */
    public static UnitWork of(JdbcClient jdbc, String table, String open) {
        return new OpenRows(jdbc, table, open, false);
    }

    /** Like {@link #of}, for a table that has one row per ticket and unit: the successor's own stays. */
    public static UnitWork oneOf(JdbcClient jdbc, String table) {
        return new OpenRows(jdbc, table, "1 = 1", true);
    }

    @Override
    public List<String> ticketsAt(String unit, String after, int most) {
        // What there is one of per unit belongs to a dispatch, which tells of the ticket itself.
        return onePerUnit ? List.of() : jdbc.sql("select distinct ticket_no from " + table + " where unit = :unit and " + open
                        + " and ticket_no > :after order by ticket_no limit :most")
                .param("unit", unit).param("after", after).param("most", most).query(String.class).list();
    }

    @Override
    public Passed pass(String ticketNo, String from, String to, String why) {
        if (onePerUnit && jdbc.sql("select count(*) from " + table + " where ticket_no = :no and unit = :to")
                .param("no", ticketNo).param("to", to).query(Integer.class).single() > 0) {
            return Passed.NOTHING;
        }
        int moved = jdbc.sql("update " + table + " set unit = :to where ticket_no = :no and unit = :from and " + open)
                .param("to", to).param("no", ticketNo).param("from", from).update();
        return moved == 0 || onePerUnit ? Passed.NOTHING : Passed.MOVED;
    }
}
