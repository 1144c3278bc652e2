/** Leaders' duty shifts (领导接听轮值): roster, tickets worked in a shift, decisions and promises until they are kept. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "notification", "organization", "common"})
package org.hotline12345.shift;
