package org.wenzheng.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void dependsOfOursOnSignallingAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.wenzheng.client..",
                        "org.wenzheng.signalling..",
                        "java..",
                        "livekit..",
                        "com.google.protobuf..",
                        "com.fasterxml.jackson..",
                        "dev.onvoid.webrtc..",
                        "org.jspecify..",
                        "org.slf4j..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.wenzheng.client"));
    }
}
