/** Senders of messages; a recipient is a ticket number and a role, never a phone number. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "organization", "common"})
package org.hotline12345.notification;
