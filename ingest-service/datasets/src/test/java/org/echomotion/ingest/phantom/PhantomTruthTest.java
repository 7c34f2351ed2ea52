package org.echomotion.ingest.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.echomotion.ingest.phantom.PhantomRequest.EfDistribution;
import org.echomotion.ingest.phantom.PhantomTruth.Line;
import org.echomotion.ingest.phantom.PhantomTruth.Tracing;
import org.echomotion.ingest.phantom.heart.LeftVentricle;
import org.echomotion.ingest.phantom.heart.WidthProfile;
import org.echomotion.ingest.phantom.picture.Look;
import org.junit.jupiter.api.Test;

class PhantomTruthTest {

  private static final PhantomRequest MIXED =
      PhantomRequest.of(24, 7)
          .withLooks(Look.ECHONET, Look.CAMUS)
          .withViews(ApicalView.A4C, ApicalView.A2C)
          .withEf(EfDistribution.EVEN, 15, 75);

  @Test
  void disksOfHalfAnEllipsoidGiveItsAnalyticVolume() {
    double[] disks = new double[20];
    for (int i = 0; i < 20; i++) {
      double fromBase = 1 - (i + 0.5) / 20;
      disks[i] = Math.sqrt(1 - fromBase * fromBase);
    }
    LeftVentricle lv =
        new LeftVentricle(10, 20, Math.toRadians(73), 80, 44, WidthProfile.of(disks), 0.03, 0.7);
    // 2/3 * pi * 2.2 cm * 2.2 cm * 8 cm
    assertEquals(81.09, lv.volumeMl(), 0.1);
    assertEquals(44, LeftVentricle.widthFor(lv.volumeMl(), 80, WidthProfile.of(disks)), 1e-9);
  }

  @Test
  void ejectionFractionAndVolumeAreThoseAskedFor() {
    for (PhantomSpec spec : PhantomSimulator.specs(MIXED)) {
      PhantomTruth truth = PhantomSimulator.of(spec, OptionalInt.empty()).truth();
      assertEquals(spec.efPercent(), truth.efPercent(), 0.5, spec.name());
      assertEquals(spec.edvMl(), truth.edvMl(), 0.01 * spec.edvMl(), spec.name());
      assertEquals(spec.frames(), truth.volumesMl().size());
    }
  }

  @Test
  void tracingsGiveTheEjectionFractionOfTheTruth() {
    for (PhantomSpec spec : PhantomSimulator.specs(MIXED)) {
      PhantomTruth truth = PhantomSimulator.of(spec, OptionalInt.empty()).truth();
      double edv = disks(truth.edTracing().orElseThrow());
      double esv = disks(truth.esTracing().orElseThrow());
      assertEquals(truth.efPercent(), 100 * (edv - esv) / edv, 1, spec.name());
      double mm3 = Math.pow(truth.mmPerPx(), 3) / 1000;
      assertEquals(truth.edvMl(), edv * mm3, 0.01 * truth.edvMl(), spec.name());
    }
  }

  /** pi/4 * sum(d_i^2) * L/20 on the published form of a tracing. */
  private static double disks(Tracing tracing) {
    List<Line> lines = tracing.lines();
    assertEquals(21, lines.size());
    double sum = 0;
    for (Line chord : lines.subList(1, 21)) {
      sum += chord.length() * chord.length();
    }
    return Math.PI / 4 * sum * lines.get(0).length() / 20;
  }

  @Test
  void volumeIsGreatestNearEndDiastoleAndLeastNearEndSystole() {
    for (PhantomSpec spec : PhantomSimulator.specs(MIXED)) {
      PhantomTruth truth = PhantomSimulator.of(spec, OptionalInt.empty()).truth();
      double max = truth.volumesMl().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      double min = truth.volumesMl().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      assertEquals(max, truth.edvMl(), 0.03 * max, spec.name());
      assertEquals(min, truth.esvMl(), 0.03 * max, spec.name());
    }
  }

  @Test
  void beatsFollowTheHeartRateAndSystoleItsUsualLength() {
    PhantomSpec spec =
        new PhantomSpec("rate", 3, Look.ECHONET, ApicalView.A4C, 60, 90, 72, 50, 800);
    PhantomTruth truth = PhantomSimulator.of(spec, OptionalInt.empty()).truth();
    List<Integer> ed = truth.edFrames();
    double cycle = (ed.get(ed.size() - 1) - ed.get(0)) / (ed.size() - 1.0) / 50;
    assertEquals(60.0 / 72, cycle, 0.04);
    int ejection =
        truth.esTracing().orElseThrow().frame() - truth.edTracing().orElseThrow().frame();
    assertTrue(ejection >= 11 && ejection <= 22, "systole of " + ejection + " frames of 20 ms");
  }

  @Test
  void sparseFramesHoldEndDiastoleAndEndSystole() {
    for (PhantomSpec spec : PhantomSimulator.specs(MIXED)) {
      PhantomTruth truth = PhantomSimulator.of(spec, OptionalInt.of(8)).truth();
      assertEquals(8, truth.volumesMl().size());
      assertEquals(spec.efPercent(), truth.efPercent(), 0.5);
      assertTrue(truth.edFrames().contains(truth.edTracing().orElseThrow().frame()));
      assertTrue(truth.esFrames().contains(truth.esTracing().orElseThrow().frame()));
    }
  }

  @Test
  void maskCoversTheAreaBetweenTheChords() {
    for (PhantomSpec spec : PhantomSimulator.specs(MIXED).subList(0, 8)) {
      Phantom phantom = PhantomSimulator.simulate(spec, OptionalInt.of(2));
      Tracing ed = phantom.truth().edTracing().orElseThrow();
      double height = ed.lines().get(0).length() / 20;
      double area = ed.lines().stream().skip(1).mapToDouble(Line::length).sum() * height;
      int pixels = 0;
      for (byte label : phantom.masks().get(ed.frame())) {
        assertTrue(label >= 0 && label <= 3);
        pixels += label == 1 ? 1 : 0;
      }
      assertEquals(area, pixels, 0.03 * area, spec.name());
    }
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PhantomSpec("x", 1, Look.CAMUS, ApicalView.A2C, 95, 90, 70, 50, 100));
    assertThrows(IllegalArgumentException.class, () -> PhantomRequest.of(0, 1));
    assertThrows(IllegalArgumentException.class, () -> PhantomRequest.of(1, 1).withPrefix("../x"));
    PhantomSpec tooShort = new PhantomSpec("x", 1, Look.CAMUS, ApicalView.A2C, 60, 90, 60, 50, 5);
    assertThrows(
        IllegalArgumentException.class, () -> PhantomSimulator.of(tooShort, OptionalInt.of(2)));
  }
}
