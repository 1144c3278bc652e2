/** The audit trail (审计): who did, saw or was refused what, from where; rows are added and proven unchanged, never edited. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"workbook", "common"})
package org.hotline12345.audit;
