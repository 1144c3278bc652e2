package org.hotline12345.bulletin;

import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 文号 by mark and year, without a gap: a number is used only by what was issued. */
@Component
class Numbering {

    private final JdbcClient jdbc;

    Numbering(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the next number of a mark, such as 邵行审发〔2023〕4号; it goes back when the transaction does. */
    String take(String mark, int year) {
        if (!raise(mark, year)) {
            try {
                jdbc.sql("insert into bulletin_numbering (mark, number_year, last_number) values (:mark, :year, 0)").param("mark", mark)
                        .param("year", year).update();
            } catch (DuplicateKeyException anotherWasFirst) {
                // Its row is there now, and ours to raise when its transaction is over.
            }
            raise(mark, year);
        }
        int last = jdbc.sql("select last_number from bulletin_numbering where mark = :mark and number_year = :year").param("mark", mark)
                .param("year", year).query(Integer.class).single();
        return mark + "〔" + year + "〕" + last + "号";
    }

    private boolean raise(String mark, int year) {
        return jdbc.sql("update bulletin_numbering set last_number = last_number + 1 where mark = :mark and number_year = :year")
                .param("mark", mark).param("year", year).update() == 1;
    }

    /** What every mark used in a year comes to next, as things stand; marks that are not there begin with 1. */
    SortedMap<String, Integer> next(int year) {
        SortedMap<String, Integer> next = new TreeMap<>();
        jdbc.sql("select mark, last_number from bulletin_numbering where number_year = :year").param("year", year)
                .query(row -> {
                    next.put(row.getString(1), row.getInt(2) + 1);
                });
        return next;
    }
}
