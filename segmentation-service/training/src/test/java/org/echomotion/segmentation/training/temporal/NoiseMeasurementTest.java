package org.echomotion.segmentation.training.temporal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseMeasurementTest {

  @Test
  void findsTheErrorsThatWerePutOn() {
    NoiseReport report = NoiseMeasurement.of(BeatingSequences.measured(60, 200, 5));
    assertEquals(60, report.clips());
    assertEquals(12_000, report.frames());
    // Diameters and length move together: 3 % each is 9 % of the volume.
    assertEquals(3, report.lengthSdPercent(), 0.3);
    assertEquals(9, report.volumeSdPercent(), 0.9);
    assertEquals(12, report.clipVolumeSdPercent(), 2.5);
    assertEquals(-0.1, report.noise().slopeMean(), 0.04);
    assertEquals(0.7, report.lagCorrelation()[1], 0.06);
    assertEquals(0.02, report.noise().missingShare(), 0.006);
    assertEquals(0.3, report.noise().entropyMean(), 0.005);
    assertEquals(1, report.axisCorrelation()[10], 0.02);
  }

  @Test
  void twoClipsAreTooFew() {
    List<TemporalSequence> two = BeatingSequences.measured(2, 50, 1);
    assertThrows(IllegalArgumentException.class, () -> NoiseMeasurement.of(two));
  }
}
