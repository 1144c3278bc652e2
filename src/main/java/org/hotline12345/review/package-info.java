/** The centre's review (复核) of a reply, and rework (重办). */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "organization", "common"})
package org.hotline12345.review;
