/** Papers made of a ticket (单据): 交办单 and 办理单 as PDF, as the person who prints them may read the ticket. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "organization", "paper", "common"})
package org.hotline12345.document;
