/** What process designers own: drafts of models, their publication, roll back, history and migration. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"routing", "deadline", "ticket", "organization", "common"})
package org.hotline12345.design;
