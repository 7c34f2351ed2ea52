package org.echomotion.ef;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.echomotion.testing.MainClasses;

@AnalyzeClasses(packages = "org.echomotion.ef", importOptions = MainClasses.class)
class ArchitectureTest {

  private static final String[] STEPS = {
    "org.echomotion.ef.export..",
    "org.echomotion.ef.contour..",
    "org.echomotion.ef.volume..",
    "org.echomotion.ef.beats..",
    "org.echomotion.ef.temporal..",
    "org.echomotion.ef.clip..",
    "org.echomotion.ef.study..",
    "org.echomotion.ef.grade..",
    "org.echomotion.ef.fusion..",
    "org.echomotion.ef.interval..",
    "org.echomotion.ef.quality.."
  };

  @ArchTest
  static final ArchRule stepsArePlainJava =
      noClasses()
          .that()
          .resideInAnyPackage(STEPS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.echomotion.ef.api..",
              "org.echomotion.ef.store..",
              "org.echomotion.contract..",
              "io..",
              "jakarta..",
              "com.google..");

  @ArchTest
  static final ArchRule thePipelineKnowsNoEdge =
      noClasses()
          .that()
          .resideInAPackage("org.echomotion.ef")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.echomotion.ef.api..", "org.echomotion.ef.store..");

  @ArchTest
  static final ArchRule theStoreDoesNotKnowItsCallers =
      noClasses()
          .that()
          .resideInAPackage("org.echomotion.ef.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.echomotion.ef.api..");

  @ArchTest
  static final ArchRule dataFlowsOneWay =
      SlicesRuleDefinition.slices().matching("org.echomotion.ef.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule modelsAreServedElsewhere =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "org.bytedeco..");
}
