/** Attachments (附件): photographs, documents and recordings on a ticket; examined, cleaned, kept outside the database. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "organization", "common"})
package org.hotline12345.attachment;
