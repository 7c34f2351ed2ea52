package org.echomotion.segmentation.training;

import java.util.SplittableRandom;
import org.echomotion.segmentation.dataset.LabelledFrame;

/**
 * One random change of a frame as another scanner, gain or window might have shown it. Left and
 * right are never swapped: the apical views have a convention.
 *
 * <p>Geometry moves frame and mask alike; everything else touches gray levels only. Outside the
 * sector (exact black) stays black.
 */
final class Augmentation {

  private static final int SIDE = LabelledFrame.SIDE;

  private final SplittableRandom random;

  Augmentation(long seed) {
    random = new SplittableRandom(seed);
  }

  LabelledFrame apply(LabelledFrame frame) {
    float[] gray = new float[SIDE * SIDE];
    byte[] labels = frame.labels().clone();
    if (chance(0.85)) {
      SectorGeometry.random(random).warp(frame.gray(), frame.labels(), gray, labels);
    } else {
      for (int i = 0; i < gray.length; i++) {
        gray[i] = frame.gray()[i] & 0xff;
      }
    }
    boolean[] sector = new boolean[gray.length];
    for (int i = 0; i < gray.length; i++) {
      sector[i] = gray[i] >= 0.5f;
    }
    // Half keep their own gray levels: the look that most frames will have must not turn rare.
    if (chance(0.5)) {
      changeGrayLevels(gray, sector);
    }
    return new LabelledFrame(
        frame.subject(),
        frame.split(),
        frame.view(),
        frame.phase(),
        toBytes(gray),
        labels,
        frame.millimetresPerPixel(),
        frame.source(),
        frame.allStructures());
  }

  private void changeGrayLevels(float[] gray, boolean[] sector) {
    GrayChanges changes = new GrayChanges(random, gray);
    if (chance(0.35)) {
      changes.coarsen();
    }
    if (chance(0.3)) {
      changes.blur(between(0.4, 1.2));
    } else if (chance(0.15)) {
      changes.sharpen(between(0.3, 1.0));
    }
    if (chance(0.8)) {
      changes.gammaGainContrast();
    }
    if (chance(0.35)) {
      changes.haze();
    }
    if (chance(0.35)) {
      changes.shadow();
    }
    if (chance(0.4)) {
      changes.speckle(between(0.05, 0.3), chance(0.5) ? 0 : between(0.5, 1.2));
    }
    if (chance(0.2)) {
      changes.blocks(between(4, 16));
    }
    for (int i = 0; i < gray.length; i++) {
      gray[i] = sector[i] ? gray[i] : 0;
    }
    if (chance(0.3)) {
      SectorCut.random(random).apply(gray);
    }
    if (chance(0.15)) {
      changes.marks();
    }
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  private static byte[] toBytes(float[] gray) {
    byte[] bytes = new byte[gray.length];
    for (int i = 0; i < gray.length; i++) {
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(gray[i])));
    }
    return bytes;
  }
}
