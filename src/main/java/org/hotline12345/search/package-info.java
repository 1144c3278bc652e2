/** Finding tickets (查找): an index of their words on each node, beside the database's own indexes for numbers and phones. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "organization", "workbook", "common"})
package org.hotline12345.search;
