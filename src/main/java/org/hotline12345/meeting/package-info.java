/** Joint meetings (联席会议): invitees, minutes, actions, binding dispatch. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "organization", "common"})
package org.hotline12345.meeting;
