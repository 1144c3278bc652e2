package org.hotline12345.audit.web;

import org.hotline12345.common.AuditTrail;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.boot.autoconfigure.security.SecurityProperties;

/** Puts the door trail before the doors, where it sees every answer. */
@Configuration(proxyBeanMethods = false)
class DoorTrailSetup {

    @Bean
    FilterRegistrationBean<DoorTrail> doorTrail(AuditTrail trail) {
        FilterRegistrationBean<DoorTrail> filter = new FilterRegistrationBean<>(new DoorTrail(trail));
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }
}
