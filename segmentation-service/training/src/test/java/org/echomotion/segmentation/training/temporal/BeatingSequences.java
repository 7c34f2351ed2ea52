package org.echomotion.segmentation.training.temporal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Phase;

/** Sequences of a ventricle whose size follows a cosine of 40 frames. */
final class BeatingSequences {

  private static final int CYCLE = 40;

  private BeatingSequences() {}

  static TemporalSequence of(String name, int frames, int start) {
    List<Frame> all = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      int place = (i + start) % CYCLE;
      double size = 1 + 0.1 * Math.cos(2 * Math.PI * place / CYCLE);
      float[] values = new float[DiskValues.VALUES];
      for (int k = 0; k < DiskValues.DISKS; k++) {
        values[k] = (float) (size * 30 * Math.sin(Math.PI * (k + 1.5) / 22));
      }
      values[DiskValues.LENGTH] = (float) (size * 60);
      values[DiskValues.AREA] = (float) (size * size * 1300);
      Phase phase = place == 0 ? Phase.ED : place == CYCLE / 2 ? Phase.ES : Phase.NEITHER;
      all.add(new Frame(phase, Optional.of(new DiskValues(values)), Optional.empty(), 0));
    }
    return new TemporalSequence(name, "test", 50, OptionalDouble.of(33.1), all);
  }

  static List<TemporalSequence> many(int count, int frames) {
    List<TemporalSequence> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sequences.add(of("clip" + i, frames, 7 * i % CYCLE));
    }
    return sequences;
  }

  /** Errors of 3 % in every value, alike along the axis, and of 4 % per clip. */
  static SegmentationNoise noise() {
    double[][] clip = new double[DiskValues.VALUES][DiskValues.VALUES];
    double[][] frame = new double[DiskValues.VALUES][DiskValues.VALUES];
    for (int k = 0; k < DiskValues.VALUES; k++) {
      clip[k][0] = 0.04;
      frame[k][0] = 0.03;
    }
    return new SegmentationNoise(
        new double[DiskValues.VALUES],
        clip,
        -0.1,
        0.02,
        frame,
        0.7,
        0,
        1,
        0,
        0.01,
        4,
        0.02,
        0.3,
        0.03);
  }

  static List<TemporalSequence> measured(int count, int frames, long seed) {
    Random random = new Random(seed);
    return many(count, frames).stream().map(s -> noise().on(s, random)).toList();
  }
}
