/** Papers of an office (公文): Word from a template that clerks edit in Word, tables as Excel, charts as pictures. Knows no capability. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"workbook", "common"})
package org.hotline12345.paper;
