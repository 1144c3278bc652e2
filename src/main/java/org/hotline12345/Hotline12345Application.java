package org.hotline12345;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the hotline: engine, database migrations, models, doors. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Hotline12345Application {

    public static void main(String[] args) {
        SpringApplication.run(Hotline12345Application.class, args);
    }
}
