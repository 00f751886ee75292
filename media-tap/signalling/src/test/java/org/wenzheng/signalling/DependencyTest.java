package org.wenzheng.signalling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependencyTest {

    private final JavaClasses signalling = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.wenzheng.signalling");

    @Test
    void dependsOnNothingOfOurs() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.wenzheng.signalling..",
                        "livekit..",
                        "com.google.protobuf..",
                        "com.fasterxml.jackson..",
                        "org.jspecify.annotations..",
                        "javax.crypto..",
                        "java..")
                .check(signalling);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.wenzheng.signalling.(*)..")
                .should()
                .beFreeOfCycles()
                .check(signalling);
    }
}
