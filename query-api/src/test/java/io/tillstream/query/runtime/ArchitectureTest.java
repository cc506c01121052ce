package io.tillstream.query.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may touch what. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tillstream.query");

    @Test
    void shouldKeepSqlAndPanacheOutOfResources() {
        noClasses()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.quarkus.hibernate..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void shouldWriteRowsOnlyInTheProjection() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..query.projection..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.Connection")
                .check(CLASSES);
    }

    @Test
    void shouldReadTheClockOnlyWhereItIsInjected() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..query.runtime..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void shouldKeepKafkaOutOfTheQuestions() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..query.projection..", "..query.status..", "..query.publishing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(CLASSES);
    }
}
