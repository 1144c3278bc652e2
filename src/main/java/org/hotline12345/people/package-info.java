/** People and their accounts (人员与账号): roles, moves, locks, passwords, what happens to their work when they go. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "organization", "workbook", "common"})
package org.hotline12345.people;
