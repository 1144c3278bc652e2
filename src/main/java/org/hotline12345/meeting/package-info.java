/** Joint meetings (联席会议) and consultations (会商): invitees, minutes, actions until they are done, binding dispatch. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"ticket", "routing", "calendar", "notification", "organization", "common"})
package org.hotline12345.meeting;
