package org.hotline12345.platform;

import liquibase.integration.spring.SpringLiquibase;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Makes the engine wait for the migrations: Liquibase owns its tables, and Boot does not know that the engine needs
 * them, so without this the engine starts first and finds no tables (ENGINE-03057).
 */
@Component
class EngineAfterMigrations extends AbstractDependsOnBeanFactoryPostProcessor {

    EngineAfterMigrations() {
        super(ProcessEngine.class, ProcessEngineFactoryBean.class, SpringLiquibase.class);
    }
}
