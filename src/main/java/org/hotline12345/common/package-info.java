/** Error types, paging and small value types. No Spring, no Camunda. */
@org.springframework.modulith.ApplicationModule(
        type = org.springframework.modulith.ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package org.hotline12345.common;
