package org.echomotion.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.echomotion.testing.MainClasses;

@AnalyzeClasses(packages = "org.echomotion.ingest", importOptions = MainClasses.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_STEP_KNOWS_AN_EDGE =
      noClasses()
          .that()
          .resideOutsideOfPackages("..ingest.api..", "..ingest.store..", "..ingest.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..ingest.api..", "..ingest.store..", "..ingest.settings..");

  @ArchTest
  static final ArchRule STORE_DOES_NOT_KNOW_THE_API =
      noClasses()
          .that()
          .resideInAPackage("..ingest.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..ingest.api..");

  @ArchTest
  static final ArchRule STEPS_ARE_PLAIN_JAVA =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..ingest.api..", "..ingest.store..", "..ingest.settings..", "..ingest.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "io.quarkus..", "io.smallrye..", "org.hibernate..");

  @ArchTest
  static final ArchRule CINE_AND_DATASETS_DO_NOT_KNOW_QUARKUS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.echomotion.ingest",
              "..ingest.decode..",
              "..ingest.deidentify..",
              "..ingest.dicom..",
              "..ingest.preprocess..",
              "..ingest.sector..",
              "..ingest.video..",
              "..ingest.dataset..",
              "..ingest.phantom..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "org.eclipse.microprofile..");

  @ArchTest
  static final ArchRule THE_SERVICE_DOES_NOT_KNOW_THE_LABORATORY =
      noClasses()
          .that()
          .resideInAnyPackage("..ingest.api..", "..ingest.store..", "..ingest.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..ingest.dataset..", "..ingest.phantom..");

  @ArchTest
  static final ArchRule JAVACV_STAYS_WHERE_CINES_ARE_DECODED_EXAMINED_PREPROCESSED_OR_ENCODED =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..ingest.decode..",
              "..ingest.dicom..",
              "..ingest.sector..",
              "..ingest.video..",
              "..ingest.preprocess..",
              "..ingest.phantom..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule NO_OTHER_SERVICE_IS_KNOWN =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages(
              "org.echomotion.segmentation..",
              "org.echomotion.ef..",
              "org.echomotion.xai..",
              "org.echomotion.activelearning..",
              "org.echomotion.standalone..");
}
