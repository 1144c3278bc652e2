/** Reports (统计): the supervisors' live board and the work at each step of a process. Reads everything, is read by nobody. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "calendar", "organization", "common"})
package org.hotline12345.report;
