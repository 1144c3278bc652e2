/** Early signs (苗头预警): what rose against its own past, sensitive words, repeated callers and groups; a person decides about each. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "calendar", "supervision", "notification", "organization", "common"})
package org.hotline12345.earlysign;
