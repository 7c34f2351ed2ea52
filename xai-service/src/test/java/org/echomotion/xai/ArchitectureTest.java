package org.echomotion.xai;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.echomotion.testing.MainClasses;

@AnalyzeClasses(packages = "org.echomotion.xai", importOptions = MainClasses.class)
class ArchitectureTest {

  private static final String[] STEPS = {
    "org.echomotion.xai.gradcam..",
    "org.echomotion.xai.overlay..",
    "org.echomotion.xai.plot..",
    "org.echomotion.xai.report..",
    "org.echomotion.xai.explain..",
    "org.echomotion.xai.style.."
  };

  @ArchTest
  static final ArchRule stepsDoNotKnowTheEdges =
      noClasses()
          .that()
          .resideInAnyPackage(STEPS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.echomotion.xai.api..", "org.echomotion.xai.store..");

  @ArchTest
  static final ArchRule stepsArePlainJava =
      noClasses()
          .that()
          .resideInAnyPackage(STEPS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta..",
              "org.eclipse.microprofile..",
              "io.smallrye..",
              "io.quarkus.grpc..",
              "io.quarkus.arc..");

  @ArchTest
  static final ArchRule theStoreDoesNotKnowTheCalls =
      noClasses()
          .that()
          .resideInAPackage("org.echomotion.xai.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.echomotion.xai.api..");

  @ArchTest
  static final ArchRule picturesAreEncodedInOverlayOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.echomotion.xai.overlay..", "org.echomotion.xai.executable..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule noModelRunsHere =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("org.tensorflow..");
}
