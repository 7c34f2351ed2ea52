package org.echomotion.activelearning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.echomotion.testing.MainClasses;

@AnalyzeClasses(packages = "org.echomotion.activelearning", importOptions = MainClasses.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule stepsImportNoEdge =
      noClasses()
          .that()
          .resideInAnyPackage("..selection..", "..queue..", "..consensus..", "..exchange..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..api..", "..store..", "io.quarkus..", "jakarta..");

  @ArchTest
  static final ArchRule theStoreDoesNotKnowItsCallers =
      noClasses()
          .that()
          .resideInAPackage("..store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..api..");

  @ArchTest
  static final ArchRule whatIsPassedOnIsNotStored =
      noClasses()
          .that()
          .resideInAPackage("..api.study..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..store..");

  @ArchTest
  static final ArchRule modelsAreServedElsewhere =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "org.bytedeco..");
}
