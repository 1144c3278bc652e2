/** Bulletins (通报): frozen figures, cross-footed, objected to, reviewed, signed, numbered, issued and kept. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"report", "supervision", "earlysign", "ticket", "organization", "calendar",
        "notification", "paper", "workbook", "common"})
package org.hotline12345.bulletin;
