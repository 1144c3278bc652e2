/** Supervision (督办): orders, the escalation ladder, referrals, spot checks, second callbacks, exclusions. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "routing", "deadline", "notification", "calendar", "organization", "common"})
package org.hotline12345.supervision;
