package org.hotline12345;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** Who may know whom: the arrows between capabilities, and how far the engine reaches. Every rule is broken once here. */
class ModuleStructureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.hotline12345");

    private static final ArchRule ENGINE_BEHIND_ITS_FACES = noClasses()
            .that().resideOutsideOfPackages("..process..", "org.hotline12345.platform..")
            .should().dependOnClassesThat().resideInAPackage("org.camunda..");

    private static final ArchRule ENGINE_SIDE_KEPT_IN_ITS_PACKAGE = classes()
            .that(assignableTo(JavaDelegate.class).or(assignableTo(TaskListener.class)).or(assignableTo(ExecutionListener.class)))
            .should().notBePublic();

    private static final ArchRule CONTROLLERS_KEPT_IN_THEIR_PACKAGE = classes()
            .that().areAnnotatedWith(RestController.class).or().areAnnotatedWith(Controller.class)
            .should().notBePublic();

    private static final ArchRule NO_FIELD_INJECTION = noFields()
            .should().beAnnotatedWith(Autowired.class)
            .orShould().beAnnotatedWith(Value.class)
            .orShould().beAnnotatedWith("jakarta.annotation.Resource")
            .orShould().beAnnotatedWith("jakarta.inject.Inject");

    private static final ArchRule DELEGATES_CALL_ONLY_FACADES = noClasses()
            .that().resideInAPackage("..process..")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..");

    private static final ArchRule NO_SYSTEM_CLOCK = noClasses()
            .that().resideOutsideOfPackage("org.hotline12345.platform..")
            .should().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(java.time.LocalDate.class, "now")
            .orShould().callMethod(java.time.LocalDateTime.class, "now")
            .orShould().callMethod(java.time.OffsetDateTime.class, "now")
            .orShould().callMethod(java.time.ZonedDateTime.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis");

    private static final Map<String, ArchRule> RULES = Map.of(
            "the engine stays behind process and platform", ENGINE_BEHIND_ITS_FACES,
            "delegates and listeners are package-private", ENGINE_SIDE_KEPT_IN_ITS_PACKAGE,
            "controllers are package-private", CONTROLLERS_KEPT_IN_THEIR_PACKAGE,
            "nothing is injected into fields", NO_FIELD_INJECTION,
            "the engine side reaches no database of its own", DELEGATES_CALL_ONLY_FACADES,
            "time comes from the hotline's clock", NO_SYSTEM_CLOCK);

    @Test
    void capabilitiesKnowOnlyWhomTheyDeclare() {
        ApplicationModules.of(Hotline12345Application.class).verify();
    }

    @TestFactory
    Stream<DynamicTest> theProductKeepsTheRule() {
        return RULES.entrySet().stream().map(rule ->
                DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(PRODUCT)));
    }

    @TestFactory
    Stream<DynamicTest> aBreachOfTheRuleIsFound() {
        return Map.of(
                ENGINE_BEHIND_ITS_FACES, KnowsTheEngine.class,
                ENGINE_SIDE_KEPT_IN_ITS_PACKAGE, PublicDelegate.class,
                CONTROLLERS_KEPT_IN_THEIR_PACKAGE, PublicController.class,
                NO_FIELD_INJECTION, InjectedField.class,
                NO_SYSTEM_CLOCK, ReadsTheSystemClock.class).entrySet().stream()
                .map(breach -> DynamicTest.dynamicTest(breach.getValue().getSimpleName(), () ->
                        assertThat(breach.getKey().allowEmptyShould(true)
                                .evaluate(new ClassFileImporter().importClasses(breach.getValue())).hasViolation()).isTrue()));
    }

    // ------------------------------------------------------------------ one breach each

    static class KnowsTheEngine {
        RuntimeService engine(ProcessEngine engine) {
            return engine.getRuntimeService();
        }
    }

    public static class PublicDelegate implements JavaDelegate {
        @Override
        public void execute(DelegateExecution execution) {
            // Only its visibility matters here.
        }
    }

    // Declared for its visibility; kept out of every context because tests scan no nested classes of tests.
    @RestController
    public static class PublicController {
    }

    static class InjectedField {
        @Autowired
        String name;
    }

    static class ReadsTheSystemClock {
        java.time.Instant time() {
            return java.time.Instant.now();
        }
    }
}
