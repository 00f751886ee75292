package org.wenzheng.search.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String APP = "org.wenzheng.search.app..";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.wenzheng.search.app");

    @Test
    void dependsOnTheContractsThatItMay() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.wenzheng..")
                        .and(not(resideInAPackage(APP)))
                        .and(not(resideInAPackage("org.wenzheng.search.contract..")))
                        .and(not(resideInAPackage("org.wenzheng.stream.records..")))
                        .and(not(resideInAPackage("org.wenzheng.models.runtime..")))
                        .and(not(resideInAPackage("org.wenzheng.signalling.token..")))
                        .and(not(resideInAPackage("org.wenzheng.media.records..")
                                .and(simpleNameStartingWith("CallEvent")))))
                .check(classes);
    }

    @Test
    void featuresAreFreeOfCycles() {
        slices().matching("org.wenzheng.search.app.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void elasticsearchIsReachedThroughOneDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wenzheng.search.app.elasticsearch..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.elasticsearch..").or(resideInAPackage("org.apache.http..")))
                .check(classes);
    }

    @Test
    void soundIsDecodedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wenzheng.search.app.media..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.bytedeco.."))
                .check(classes);
    }
}
