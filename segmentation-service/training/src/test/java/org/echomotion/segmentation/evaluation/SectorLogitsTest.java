package org.echomotion.segmentation.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SectorLogitsTest {

  @Test
  void pixelsOutsideTheSectorDoNotCount() {
    SectorLogits logits = new SectorLogits();
    logits.add(new byte[] {0, 9, (byte) 200}, new byte[] {1, 1, 2}, new float[] {0.1f, 0.5f, 0.2f});
    assertEquals(2, logits.pixels());
    // -(ln 0.5 + ln 0.8) / 2
    assertEquals(-(Math.log(0.5) + Math.log(0.8)) / 2, logits.negativeLogLikelihood(1), 1e-6);
  }

  @Test
  void calibrationErrorIsThatByHand() {
    SectorLogits logits = new SectorLogits();
    // Ten pixels of probability 0.9, of which 7 are ventricle; thirty of 0.25, of which 9 are.
    add(logits, 0.9, 7, 3);
    add(logits, 0.25, 9, 21);
    ReliabilityDiagram diagram = logits.reliability(1);
    assertEquals((10 * 0.2 + 30 * 0.05) / 40, diagram.expectedCalibrationError(), 1e-9);
    ReliabilityDiagram.Bin high = diagram.bins().get(13);
    assertEquals(10, high.pixels());
    assertEquals(0.9, high.meanProbability(), 1e-9);
    assertEquals(0.7, high.ventricleShare(), 1e-9);
    assertEquals(30, diagram.bins().get(3).pixels());
  }

  @Test
  void likelihoodAndTemperatureOfOneLogitAreInClosedForm() {
    SectorLogits logits = new SectorLogits();
    // At logit 2, of ten pixels eight are ventricle: the best probability is 0.8, its logit ln 4.
    for (int i = 0; i < 10; i++) {
      logits.add(2, i < 8);
    }
    double temperature = 2 / Math.log(4);
    assertEquals(temperature, logits.bestTemperature(), 1e-4);
    assertEquals(
        -(0.8 * Math.log(0.8) + 0.2 * Math.log(0.2)),
        logits.negativeLogLikelihood(temperature),
        1e-9);
    assertEquals(0, logits.reliability(temperature).expectedCalibrationError(), 1e-9);
  }

  @Test
  void logitsScaledByThreeHaveTemperatureThree() {
    SplittableRandom random = new SplittableRandom(4);
    SectorLogits logits = new SectorLogits();
    for (int i = 0; i < 200_000; i++) {
      double logit = -4 + 8 * random.nextDouble();
      logits.add(3 * logit, random.nextDouble() < 1 / (1 + Math.exp(-logit)));
    }
    Calibration calibration = Calibration.fit(logits, "drawn");
    assertEquals(3, calibration.temperature(), 0.03);
    assertTrue(calibration.eceBefore() > 0.05, "before " + calibration.eceBefore());
    assertTrue(calibration.eceAfter() < 0.005, "after " + calibration.eceAfter());
    assertTrue(calibration.nllAfter() < calibration.nllBefore());
    assertEquals(15, calibration.bins().size());
  }

  @Test
  void certainProbabilitiesAreFinite() {
    SectorLogits logits = new SectorLogits();
    logits.add(new byte[] {1, 1}, new byte[] {1, 0}, new float[] {0f, 1f});
    assertEquals(16, logits.negativeLogLikelihood(1), 1e-6);
  }

  private static void add(SectorLogits logits, double probability, int ventricle, int background) {
    double logit = Math.log(probability / (1 - probability));
    for (int i = 0; i < ventricle + background; i++) {
      logits.add(logit, i < ventricle);
    }
  }
}
