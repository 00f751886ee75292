package org.wenzheng.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
    private static final JavaClasses JOBS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.wenzheng.jobs");

    @Test
    void knowsOnlyTheModulesThatTheArchitectureNames() {
        classes()
                .that()
                .resideInAPackage("org.wenzheng.jobs..")
                .should()
                .onlyDependOnClassesThat(not(resideInAnyPackage("org.wenzheng.."))
                        .or(resideInAnyPackage(
                                "org.wenzheng.jobs..",
                                "org.wenzheng.media.records..",
                                "org.wenzheng.stream.records..",
                                "org.wenzheng.search.contract..",
                                "org.wenzheng.models..")))
                .check(JOBS);
    }

    @Test
    void hasFeaturesFreeOfCycles() {
        slices().matching("org.wenzheng.jobs.(*)..").should().beFreeOfCycles().check(JOBS);
    }

    @Test
    void reachesKafkaInOnePlace() {
        noClasses()
                .that()
                .resideInAPackage("org.wenzheng.jobs..")
                .and()
                .resideOutsideOfPackage("org.wenzheng.jobs.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..")
                .check(JOBS);
    }

    @Test
    void reachesFfmpegInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wenzheng.jobs.opus..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(JOBS);
    }

    @Test
    void keepsSpeechAndRecordingApartFromEachOtherAndFromSearch() {
        noClasses()
                .that()
                .resideInAnyPackage("org.wenzheng.jobs.speech..", "org.wenzheng.jobs.recording..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.wenzheng.search..", "co.elastic..", "org.wenzheng.jobs.insight..")
                .check(JOBS);
        noClasses()
                .that()
                .resideInAPackage("org.wenzheng.jobs.recording..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.wenzheng.jobs.speech..", "org.wenzheng.models..")
                .check(JOBS);
    }
}
