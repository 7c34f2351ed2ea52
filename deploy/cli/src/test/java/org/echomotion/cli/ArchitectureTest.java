package org.echomotion.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.echomotion.testing.MainClasses;

/** Which packages of {@code deploy} may use which. */
@AnalyzeClasses(
    packages = {"org.echomotion.cli", "org.echomotion.standalone"},
    importOptions = MainClasses.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule STANDALONE_HAS_NO_COMMAND_LINE_AND_NO_LABORATORY =
      noClasses()
          .that()
          .resideInAPackage("org.echomotion.standalone..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.echomotion.cli..",
              "org.echomotion.ingest.dataset..",
              "org.echomotion.ingest.phantom..",
              "org.echomotion.segmentation.training..",
              "org.echomotion.segmentation.evaluation..",
              "org.echomotion.segmentation.dataset..");

  @ArchTest
  static final ArchRule TERMINAL_AND_CLIENT_KNOW_NO_COMMAND =
      noClasses()
          .that()
          .resideInAnyPackage("org.echomotion.cli.terminal..", "org.echomotion.cli.client..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.echomotion.cli",
              "org.echomotion.cli.accuracy..",
              "org.echomotion.cli.analyze..",
              "org.echomotion.cli.campaign..",
              "org.echomotion.cli.data..",
              "org.echomotion.cli.doctor..",
              "org.echomotion.cli.model..",
              "org.echomotion.cli.platform..",
              "org.echomotion.cli.temporal..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.echomotion.cli.(**)").should().beFreeOfCycles();
}
