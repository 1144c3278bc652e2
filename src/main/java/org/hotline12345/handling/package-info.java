/** What the responsible unit does: sign, first contact, reply with its gate, return. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "deadline", "organization", "common"})
package org.hotline12345.handling;
