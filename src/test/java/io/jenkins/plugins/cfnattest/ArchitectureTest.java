package io.jenkins.plugins.cfnattest;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private static final String ROOT = "io.jenkins.plugins.cfnattest";
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void followsTheArrowsOfThePicture() {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should(adhereToPlantUmlDiagram(Path.of("docs", "design.puml"), consideringOnlyDependenciesInDiagram()))
                .check(OURS);
    }

    @Test
    void drawsEveryRoom() throws Exception {
        String picture = java.nio.file.Files.readString(Path.of("docs", "design.puml"));
        var rooms = new TreeSet<String>();
        for (JavaClass type : OURS) {
            rooms.add(type.getPackageName().substring(ROOT.length()));
        }
        assertThat(rooms).isNotEmpty().allSatisfy(room -> {
            String[] words = room.substring(1).split("\\.");
            assertThat(picture).contains("<<..cfnattest." + words[0]);
        });
    }

    /** Libraries and the rooms that may know them; everybody else works with our own types. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            org.yaml.snakeyaml..            | template, inspect, cli
            com.fasterxml.jackson..         | template, inspect, envelope, app, service, cli
            org.bouncycastle..              | signing
            software.amazon.awssdk..        | deploy
            io.javalin..                    | service
            org.eclipse.jetty..             | service
            picocli..                       | cli
            hudson..                        | plugin
            jenkins..                       | plugin
            org.kohsuke..                   | plugin
            com.cloudbees..                 | plugin
            org.jenkinsci..                 | plugin
            jakarta..                       | plugin, service
            """)
    void keepsLibrariesInTheirRooms(String library, String rooms) {
        String[] allowed = Arrays.stream(rooms.split(","))
                .map(room -> ROOT + "." + room.strip() + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(OURS);
    }

    @Test
    void onlyTheVerifierMakesVerifiedStatements() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".signing.Verifier")
                .should()
                .callConstructorWhere(describe(
                        "it makes a VerifiedStatement",
                        call -> call.getTargetOwner().getSimpleName().equals("VerifiedStatement")))
                .check(OURS);
    }

    @Test
    void onlyTheGateAllows() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".gate.Gate")
                .should()
                .callConstructorWhere(describe(
                        "it makes a Decision.Allowed",
                        call -> call.getTargetOwner().getName().equals(ROOT + ".gate.Decision$Allowed")))
                .check(OURS);
    }

    @Test
    void nothingSignedDependsOnTheLocale() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".envelope..", ROOT + ".signing..", ROOT + ".ledger..")
                .should()
                .callMethodWhere(describe(
                        "it formats with the default locale",
                        call -> call.getTargetOwner().isAssignableTo(String.class)
                                && (call.getName().equals("format")
                                        || call.getName().equals("formatted"))))
                .check(OURS);
    }
}
