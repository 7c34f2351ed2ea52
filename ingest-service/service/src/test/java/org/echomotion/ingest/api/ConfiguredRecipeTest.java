package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredRecipeTest {

  /** A JVM with -Xmx1g and the serial collector states 1,037,959,168 bytes. */
  @ParameterizedTest
  @CsvSource({
    "268435456, 1037959168, 268435456",
    "268435456,  518979584, 138394555",
    "100000000,  518979584, 100000000"
  })
  void aCineMustFitIntoTheHeap(long configured, long heap, long most) {
    assertEquals(most, ConfiguredRecipe.mostPixels(configured, heap));
  }
}
