/** The lists people work from: what a line tells of its ticket or other matter, risk flags of the queues, counts, drafts of long texts. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "deadline", "handling", "organization", "common"})
package org.hotline12345.worklist;
