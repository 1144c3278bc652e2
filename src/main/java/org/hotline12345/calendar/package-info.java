/** Statutory working days per jurisdiction, their versions, and working-day arithmetic. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"organization", "common"})
package org.hotline12345.calendar;
