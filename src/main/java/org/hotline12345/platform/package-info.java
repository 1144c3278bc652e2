/** Engine, web, security and model deployment wiring. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"common"})
package org.hotline12345.platform;
