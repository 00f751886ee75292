package org.wenzheng.mirror;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependencyTest {

    @Test
    void dependsOfOursOnTheMediaRecordsAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.wenzheng.mirror..",
                        "org.wenzheng.media.records..",
                        "com.google.protobuf..",
                        "org.apache.kafka..",
                        "org.slf4j..",
                        "org.jspecify.annotations..",
                        "java..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.wenzheng.mirror"));
    }
}
