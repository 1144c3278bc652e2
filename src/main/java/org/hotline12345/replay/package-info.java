/** Periods of which cities printed figures, loaded as tickets so that figures and documents can be held against the print. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"calendar", "organization", "ticket", "report", "common"})
package org.hotline12345.replay;
