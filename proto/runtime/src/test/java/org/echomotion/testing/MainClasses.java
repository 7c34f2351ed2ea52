package org.echomotion.testing;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** For rules on the architecture: main classes, and none from folders or jars of tests. */
public final class MainClasses implements ImportOption {

  @Override
  public boolean includes(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }
}
