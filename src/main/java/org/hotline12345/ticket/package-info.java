/** The ticket (工单), its dispatches and rounds, its status, its append-only events, and the identity vault. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"organization", "common"})
package org.hotline12345.ticket;
