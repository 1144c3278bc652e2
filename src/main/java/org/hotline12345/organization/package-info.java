/** Jurisdictions and their settings, regions, units (承办单位) with aliases and validity, the category tree, people. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"common"})
package org.hotline12345.organization;
