/** Workbooks that people fill in and take away: read row by row with every doubt about a cell said, written row by row. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"common"})
package org.hotline12345.workbook;
