package org.wenzheng.media.records;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependencyTest {

    @Test
    void dependsOnNothingOfOursAndOnProtobufAlone() {
        classes()
                .that()
                .resideInAPackage("org.wenzheng.media.records..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.wenzheng.media.records..", "com.google.protobuf..", "java..", "org.jspecify.annotations..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.wenzheng.media.records"));
    }
}
