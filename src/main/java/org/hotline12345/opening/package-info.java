/** Opening a city (开城): its workbooks checked, imported and exported, and what is still missing before the first ticket. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"bulletin", "workbook", "notification", "people", "design", "deadline", "calendar", "ticket", "organization", "common"})
package org.hotline12345.opening;
