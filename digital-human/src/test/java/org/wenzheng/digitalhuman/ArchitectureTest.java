package org.wenzheng.digitalhuman;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses human = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.wenzheng.digitalhuman");

    @Test
    void dependsOfOursOnClientRecordsContractAndModelsAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.wenzheng.jobs..",
                        "org.wenzheng.search.app..",
                        "org.wenzheng.replay..",
                        "org.wenzheng.cli..",
                        "org.wenzheng.sfu..",
                        "org.wenzheng.mirror..",
                        "org.wenzheng.kafka..")
                .check(human);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.wenzheng.digitalhuman.(*)..")
                .should()
                .beFreeOfCycles()
                .check(human);
    }

    @Test
    void luceneIsReachedThroughRetrievalAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wenzheng.digitalhuman.retrieval..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..", "com.hankcs..")
                .check(human);
    }
}
