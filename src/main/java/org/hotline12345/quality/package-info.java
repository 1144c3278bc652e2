/** Quality check (质检): steps of tickets and calls drawn at random, scored on a sheet, appealed against, counted by person and unit. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"ticket", "calendar", "organization", "workbook", "common"})
package org.hotline12345.quality;
