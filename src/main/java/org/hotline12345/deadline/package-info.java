/** Clocks: limits, due instants, yellow and red cards. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "calendar", "organization", "common"})
package org.hotline12345.deadline;
