package org.echomotion.cli.temporal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echomotion.ef.temporal.TemporalWindows;
import org.echomotion.segmentation.training.temporal.DiskValues;
import org.echomotion.segmentation.training.temporal.SegmentationNoise;
import org.echomotion.segmentation.training.temporal.TemporalSequence;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Phase;
import org.junit.jupiter.api.Test;

class WindowsTest {

  /** A phantom's sequence with a tenth of the frames without a ventricle. */
  private static TemporalSequence measured(int index) {
    double[][] factor = new double[DiskValues.VALUES][DiskValues.VALUES];
    for (int k = 0; k < DiskValues.VALUES; k++) {
      factor[k][k] = 0.02;
    }
    SegmentationNoise noise =
        new SegmentationNoise(
            new double[DiskValues.VALUES],
            factor,
            0,
            0,
            factor,
            0.5,
            0,
            1,
            0,
            0,
            1,
            0.1,
            0.3,
            0.03);
    return noise.on(
        PhantomSequences.of(PhantomSequences.specs(index + 1, 11).get(index)).orElseThrow(),
        new Random(index));
  }

  @Test
  void aWindowStartsAtAnyFrame() {
    for (int index = 0; index < 3; index++) {
      TemporalSequence sequence = measured(index);
      TemporalWindows windows = sequence.windows();
      int length = TemporalWindows.WINDOW * TemporalWindows.FEATURES;
      float[] all = windows.features();
      for (int window = 0; window < windows.count(); window++) {
        int first = Math.max(0, Math.min(32 * window, sequence.frames().size() - 64));
        assertArrayEquals(
            Arrays.copyOfRange(all, window * length, (window + 1) * length),
            windows.features(first));
      }
    }
  }

  @Test
  void aWindowHoldsTheStoredValues() {
    TemporalSequence sequence = measured(0);
    float[] window = sequence.windows().features(0);
    for (int t = 0; t < TemporalWindows.WINDOW && t < sequence.frames().size(); t++) {
      TemporalSequence.Frame frame = sequence.frames().get(t);
      int at = t * TemporalWindows.FEATURES;
      assertEquals(frame.measured().isPresent() ? 1 : 0, window[at + DiskValues.VALUES + 1]);
      if (frame.measured().isPresent()) {
        assertArrayEquals(
            frame.measured().get().values(),
            Arrays.copyOfRange(window, at, at + DiskValues.VALUES));
        assertEquals((float) frame.entropy(), window[at + DiskValues.VALUES]);
        assertEquals((float) sequence.frameRateHz(), window[at + DiskValues.VALUES + 2]);
      }
    }
  }

  @Test
  void aPhantomsSequenceBeatsAsItsTruthSays() {
    TemporalSequence sequence = PhantomSequences.of(PhantomSequences.specs(1, 11).get(0)).get();
    assertTrue(sequence.known());
    assertTrue(!sequence.segmented());
    List<Double> endDiastolic = volumes(sequence, Phase.ED);
    List<Double> endSystolic = volumes(sequence, Phase.ES);
    double ejection =
        100
            * (1
                - endSystolic.stream().mapToDouble(v -> v).average().orElseThrow()
                    / endDiastolic.stream().mapToDouble(v -> v).average().orElseThrow());
    assertEquals(sequence.trueEfPercent().orElseThrow(), ejection, 4);
  }

  private static List<Double> volumes(TemporalSequence sequence, Phase phase) {
    List<Double> volumes = new ArrayList<>();
    sequence.frames().stream()
        .filter(f -> f.phase() == phase)
        .map(f -> f.truth())
        .flatMap(Optional::stream)
        .forEach(slices -> volumes.add(slices.volume()));
    return volumes;
  }
}
