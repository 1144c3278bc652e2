/** The dispatch catalogue (派单目录), the routing decision, dispatch by a person, and return rulings (退回裁定). */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"ticket", "organization", "common"})
package org.hotline12345.routing;
