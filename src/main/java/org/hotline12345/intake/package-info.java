/** Registration of a citizen's request, acceptance, and what ends at the desk. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "organization", "common"})
package org.hotline12345.intake;
