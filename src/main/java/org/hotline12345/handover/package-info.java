/** Taking tickets over from another system (历史工单接续): reading its sheets, checking, storing, going on, reconciling. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"workbook", "attachment", "supervision", "deadline", "ticket", "calendar", "organization", "common"})
package org.hotline12345.handover;
