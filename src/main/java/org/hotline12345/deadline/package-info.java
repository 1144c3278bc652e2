/** Clocks: limits, due instants, cards, extension, suspension, statutory procedures, and the account of all of them. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "calendar", "notification", "organization", "common"})
package org.hotline12345.deadline;
