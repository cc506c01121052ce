package io.tillstream.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md, held against the compiled classes of every module. */
class ArchitectureTest {

    private static final List<String> MODULES = List.of(
            "event-contracts",
            "local-stack",
            "event-simulator",
            "ingest-service",
            "analytics-streams",
            "query-api",
            "dashboard-ws");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());

    private static final String[] FACETS = {
        "io.tillstream.streams.orders..",
        "io.tillstream.streams.rfm..",
        "io.tillstream.streams.churn..",
        "io.tillstream.streams.sessions..",
        "io.tillstream.streams.funnel..",
        "io.tillstream.streams.carts..",
        "io.tillstream.streams.sales..",
        "io.tillstream.streams.activity..",
        "io.tillstream.streams.behaviour..",
        "io.tillstream.streams.scoring..",
        "io.tillstream.streams.segments..",
        "io.tillstream.streams.cohorts.."
    };

    @Test
    void shouldSeeEveryModule() {
        Set<String> features = CLASSES.stream()
                .map(type -> type.getPackageName().split("\\.")[2])
                .collect(Collectors.toSet());
        assertThat(features).contains("contracts", "stack", "simulator", "ingest", "streams", "query", "dashboard");
    }

    @Test
    void facetsShouldImportNeitherKafkaNorAClock() {
        noClasses()
                .that()
                .resideInAnyPackage(FACETS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.quarkus..", "org.eclipse.microprofile..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
    }

    @Test
    void facetsShouldNotImportEachOther() {
        for (String facet : FACETS) {
            noClasses()
                    .that()
                    .resideInAPackage(facet)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(java.util.Arrays.stream(FACETS)
                            .filter(other -> !other.equals(facet))
                            .toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @Test
    void onlyTheRuntimeShouldBuildStreamsAndReadConfiguration() {
        noClasses()
                .that()
                .resideInAPackage("io.tillstream.streams..")
                .and()
                .resideOutsideOfPackage("io.tillstream.streams.runtime..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.apache.kafka.streams.KafkaStreams")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("io.smallrye.config..", "org.eclipse.microprofile.config..")
                .check(CLASSES);
    }

    @Test
    void onlyTheRuntimeAndCommandsShouldAskForTheTime() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..runtime..")
                .and()
                .haveSimpleNameNotEndingWith("Command")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(CLASSES);
    }

    @Test
    void resourcesShouldNotTouchTheDatabaseClient() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx.sqlclient..",
                        "io.vertx.mutiny.sqlclient..",
                        "io.vertx.mutiny.pgclient..",
                        "io.quarkus.hibernate..",
                        "java.sql..",
                        "javax.sql..")
                .check(CLASSES);
    }

    @Test
    void nothingShouldBeInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .check(CLASSES);
    }

    @Test
    void staticFieldsShouldBeFinal() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void everyPackageShouldBeNullMarked() {
        classes().should(resideInANullMarkedPackage()).check(CLASSES);
    }

    @Test
    void modulesShouldMeetInTheContractsOnly() {
        ArchRule rule = SlicesRuleDefinition.slices()
                .matching("io.tillstream.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
                        JavaClass.Predicates.resideInAPackage("io.tillstream.contracts.."));
        rule.check(CLASSES);
    }

    @Test
    void constantsShouldNotBeMutableCollections() {
        fields().that().areStatic().should(notBeMutableCollections()).check(CLASSES);
    }

    private static ArchCondition<JavaField> notBeMutableCollections() {
        return new ArchCondition<>("not be of a mutable collection class") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean mutable = field.getModifiers().contains(JavaModifier.STATIC)
                        && Set.of("java.util.HashMap", "java.util.ArrayList", "java.util.concurrent.ConcurrentHashMap")
                                .contains(field.getRawType().getName());
                if (mutable) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is a mutable collection"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetAnnotationOfType(NullMarked.class)
                        .isPresent();
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }
}
