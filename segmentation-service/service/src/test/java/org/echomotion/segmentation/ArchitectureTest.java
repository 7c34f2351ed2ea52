package org.echomotion.segmentation;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.echomotion.testing.MainClasses;

@AnalyzeClasses(packages = "org.echomotion.segmentation", importOptions = MainClasses.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule stepsDoNotKnowTheEdges =
      noClasses()
          .that()
          .resideOutsideOfPackages("..segmentation.api..", "..segmentation.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..segmentation.api..", "..segmentation.store..");

  @ArchTest
  static final ArchRule theStoreDoesNotKnowTheApi =
      noClasses()
          .that()
          .resideInAPackage("..segmentation.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..segmentation.api..");

  @ArchTest
  static final ArchRule tensorFlowStaysInItsRooms =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..segmentation.network..", "..segmentation.model..", "..segmentation.serving..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.tensorflow..");

  @ArchTest
  static final ArchRule outliningNeedsNoNetwork =
      noClasses()
          .that()
          .resideInAPackage("..segmentation.outline..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..segmentation.network..", "..segmentation.model..", "..segmentation.serving..");

  /** The configuration hash is over the settings records: a number elsewhere would escape it. */
  @ArchTest
  static final ArchRule numbersThatShapeAResultAreSettings =
      noFields()
          .that()
          .areStatic()
          .and()
          .areFinal()
          .and(
              describe(
                  "are numbers",
                  field ->
                      Set.of("int", "long", "float", "double")
                          .contains(field.getRawType().getName())))
          .and()
          .areDeclaredInClassesThat()
          .resideInAnyPackage("..segmentation.outline..", "..segmentation.segment..")
          .should()
          .beDeclaredInClassesThat()
          .haveSimpleNameNotEndingWith("Settings");

  @ArchTest
  static final ArchRule stepsArePlainJava =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..segmentation.api..", "..segmentation.store..", "..segmentation.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "io.quarkus..", "org.echomotion.contract..");
}
