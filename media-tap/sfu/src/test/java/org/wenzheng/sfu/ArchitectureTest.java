package org.wenzheng.sfu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses sfu = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.wenzheng.sfu");

    @Test
    void dependsOfOursOnTransportSignallingMirrorAndRecordsAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.wenzheng.jobs..",
                        "org.wenzheng.search..",
                        "org.wenzheng.replay..",
                        "org.wenzheng.cli..",
                        "org.wenzheng.model..",
                        "org.wenzheng.kafka..")
                .check(sfu);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.wenzheng.sfu.(*)..").should().beFreeOfCycles().check(sfu);
    }

    @Test
    void roomsKnowNothingOfHttp() {
        noClasses()
                .that()
                .resideInAPackage("org.wenzheng.sfu.room..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.wenzheng.sfu.http..", "io.netty.handler..")
                .check(sfu);
    }
}
