package org.wenzheng.replay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependencyTest {

    private final JavaClasses main = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.wenzheng.replay");

    @Test
    void dependsOfOursOnTheMirrorAndTheMediaRecordsAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.wenzheng.replay..",
                        "org.wenzheng.mirror..",
                        "org.wenzheng.media.records..",
                        "com.google.protobuf..",
                        "org.bytedeco..",
                        "org.slf4j..",
                        "org.jspecify.annotations..",
                        "java..")
                .check(main);
    }

    @Test
    void reachesFfmpegThroughTheAudioPackageAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wenzheng.replay.audio..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(main);
    }

    @Test
    void hasNoCycles() {
        slices().matching("org.wenzheng.replay.(*)..").should().beFreeOfCycles().check(main);
        noClasses()
                .that()
                .resideInAnyPackage("org.wenzheng.replay.audio..", "org.wenzheng.replay.stitch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.wenzheng.replay")
                .check(main);
    }
}
