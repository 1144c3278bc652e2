/** Expert, legal and supervision teams (专家队伍): who is in them, and the opinions asked of them on a ticket. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"ticket", "calendar", "notification", "organization", "common"})
package org.hotline12345.opinion;
