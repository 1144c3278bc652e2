package org.hotline12345.workbook;

import java.util.List;

/**
 * What a sheet looks like that people fill in.
 *
 * @param name of the sheet, Chinese, at most 31 characters
 * @param about what a row is, one Chinese sentence
 */
public record Form(String name, String about, List<Column> columns) {

    public Form {
        columns = List.copyOf(columns);
    }
}
