package org.wenzheng.rtc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The transport's packages build on each other in one direction, and each library is reached through one of them. */
class TransportLayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.wenzheng.rtc");

    @Test
    void layersBuildOnEachOtherInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(
                        "..rtc.stun..",
                        "..rtc.ice..",
                        "..rtc.framing..",
                        "..rtc.srtp..",
                        "..rtc.dtls..",
                        "..rtc.transport..")
                .layer("stun")
                .definedBy("..rtc.stun..")
                .layer("ice")
                .definedBy("..rtc.ice..")
                .layer("framing")
                .definedBy("..rtc.framing..")
                .layer("srtp")
                .definedBy("..rtc.srtp..")
                .layer("dtls")
                .definedBy("..rtc.dtls..")
                .layer("transport")
                .definedBy("..rtc.transport..")
                .whereLayer("transport")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("dtls")
                .mayOnlyBeAccessedByLayers("transport")
                .whereLayer("framing")
                .mayOnlyBeAccessedByLayers("transport")
                .whereLayer("srtp")
                .mayOnlyBeAccessedByLayers("dtls", "transport")
                .whereLayer("ice")
                .mayOnlyBeAccessedByLayers("transport")
                .whereLayer("stun")
                .mayOnlyBeAccessedByLayers("ice", "transport")
                .check(CLASSES);
    }

    @Test
    void eachLibraryHasOneDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..rtc.dtls..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("..rtc.srtp..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jitsi..")
                .check(CLASSES);
    }
}
