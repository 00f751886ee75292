package org.wenzheng.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Keeps the architecture's table: the command line starts applications as processes and calls none of their code. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.wenzheng.cli");

    @Test
    void startsApplicationsAsProcessesOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.wenzheng.jobs..",
                        "org.wenzheng.search.app..",
                        "org.wenzheng.kafka..",
                        "org.wenzheng.elasticsearch..",
                        "org.apache.flink..",
                        "org.springframework..")
                .check(OURS);
    }

    @Test
    void featuresAreFreeOfCycles() {
        slices().matching("org.wenzheng.cli.(*)..").should().beFreeOfCycles().check(OURS);
    }
}
