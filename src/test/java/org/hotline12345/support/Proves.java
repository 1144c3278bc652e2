package org.hotline12345.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which state of a ticket's life or which guard a test is about; {@code DomainCoverageTest} keeps the list complete. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Proves {

    /** States {@code A1} to {@code H} and guards {@code guard1} to {@code guard12}. */
    String[] value();

    /** Whether the test shows what must not be possible there. */
    boolean forbidden() default false;
}
