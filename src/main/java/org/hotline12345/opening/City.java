package org.hotline12345.opening;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.calendar.CalendarVersions;
import org.hotline12345.design.CityTables;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.DutyRoster;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Place;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Unit;
import org.hotline12345.people.PersonRow;
import org.hotline12345.workbook.Entry;

/** What a workbook says of a city, row by row; every row remembers where it stands. */
final class City {

    /** A row and where it stands. */
    record Row<T>(T value, Entry entry) {
    }

    /** A local day and the order it rests on. */
    record Day(CalendarVersions.Day day, String order) {
    }

    /** A duty shift of a unit. */
    record Duty(String unit, Instant from, Instant until, DutyRoster.Shift shift) {
    }

    final String jurisdiction;
    Row<Jurisdiction> city;
    final List<Row<Map.Entry<String, String>>> settings = new ArrayList<>();
    final List<Row<Region>> regions = new ArrayList<>();
    final List<Row<Unit>> units = new ArrayList<>();
    /** Practices of the units on the sheet whose columns of practice are there. */
    final Map<String, Practice> practices = new LinkedHashMap<>();
    final List<Row<Category>> categories = new ArrayList<>();
    final List<Row<CityTables.Rule>> catalogue = new ArrayList<>();
    final Map<String, String> territory = new LinkedHashMap<>();
    final Map<String, String> supervisors = new LinkedHashMap<>();
    final List<Row<Place>> places = new ArrayList<>();
    final List<Row<PersonRow>> people = new ArrayList<>();
    final List<Row<Duty>> duty = new ArrayList<>();
    final List<Row<Day>> days = new ArrayList<>();

    City(String jurisdiction) {
        this.jurisdiction = jurisdiction;
    }

    static <T> List<T> values(List<Row<T>> rows) {
        return rows.stream().map(Row::value).toList();
    }
}
