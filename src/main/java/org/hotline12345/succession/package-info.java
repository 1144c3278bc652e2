/** Unit changes carried out (单位变更接续): previewed, entered, undone; open work and people follow on the day. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"people", "ticket", "organization", "common"})
package org.hotline12345.succession;
