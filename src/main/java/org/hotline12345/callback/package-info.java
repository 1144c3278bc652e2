/** Callback (回访): automatic first, then by a person; the citizen's evaluation. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "notification", "organization", "common"})
package org.hotline12345.callback;
