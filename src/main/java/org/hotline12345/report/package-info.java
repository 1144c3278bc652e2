/** Reports (统计): the catalogue of measures and what is counted by it, the live board, the work at each step of a process. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "calendar", "organization", "workbook", "common"})
package org.hotline12345.report;
