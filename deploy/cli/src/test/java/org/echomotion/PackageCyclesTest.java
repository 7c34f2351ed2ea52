package org.echomotion;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.echomotion.testing.MainClasses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages of the product depend on each other in one direction. */
class PackageCyclesTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new MainClasses()).importPackages("org.echomotion");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.echomotion.(*)..",
        "org.echomotion.ingest.(*)..",
        "org.echomotion.ingest.dicom.(*)..",
        "org.echomotion.segmentation.(*)..",
        "org.echomotion.ef.(*)..",
        "org.echomotion.xai.(*)..",
        "org.echomotion.activelearning.(*).."
      })
  void haveNoCycles(String packages) {
    slices()
        .matching(packages)
        .should()
        .beFreeOfCycles()
        // Laboratory: phantoms are written as data sets, and data sets are made to beat like
        // phantoms.
        .ignoreDependency(resideInAPackage("org.echomotion.ingest.phantom.."), alwaysTrue())
        .check(CLASSES);
  }
}
