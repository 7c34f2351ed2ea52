package org.echomotion.segmentation.training.augmentation;

import java.util.SplittableRandom;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.training.configuration.AugmentSettings;
import org.echomotion.segmentation.training.configuration.Range;

/**
 * One random change of a frame, as from another scanner, gain or window.
 *
 * <p>Geometry moves frame and mask alike; everything else touches gray levels only. Outside the
 * sector (exact black) stays black.
 */
public final class Augmentation {

  private static final int SIDE = WorkingFrame.SIDE;

  private final AugmentSettings settings;
  private final SplittableRandom random;

  public Augmentation(AugmentSettings settings, long seed) {
    this.settings = settings;
    random = new SplittableRandom(seed);
  }

  public PreparedFrame apply(PreparedFrame frame) {
    float[] gray = new float[SIDE * SIDE];
    byte[] labels = frame.labels().clone();
    move(frame, gray, labels);
    if (chance(settings.flip())) {
      SectorGeometry.mirror(gray, labels);
    }
    // Some frames keep their gray levels, so that the usual look does not become rare.
    if (chance(settings.grayLevels())) {
      boolean[] sector = new boolean[gray.length];
      for (int i = 0; i < gray.length; i++) {
        sector[i] = gray[i] >= 0.5f;
      }
      changeGrayLevels(gray, sector);
    }
    return new PreparedFrame(
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

  private void move(PreparedFrame frame, float[] gray, byte[] labels) {
    boolean moved = chance(settings.geometry().probability());
    SectorGeometry geometry =
        moved ? SectorGeometry.random(settings.geometry(), random) : SectorGeometry.unchanged();
    double opening = eitherWay(settings.sectorAngle());
    double depth = eitherWay(settings.depth());
    if (moved || opening != 1 || depth != 1) {
      geometry.withSector(opening, depth).warp(frame.gray(), frame.labels(), gray, labels);
    } else {
      for (int i = 0; i < gray.length; i++) {
        gray[i] = frame.gray()[i] & 0xff;
      }
    }
  }

  private void changeGrayLevels(float[] gray, boolean[] sector) {
    GrayChanges changes = new GrayChanges(random, gray);
    if (chance(settings.coarsen().probability())) {
      changes.coarsen(between(settings.coarsen().amount()));
    }
    if (chance(settings.blur().probability())) {
      changes.blur(between(settings.blur().amount()));
    } else if (chance(settings.sharpen().probability())) {
      changes.sharpen(between(settings.sharpen().amount()));
    }
    if (chance(settings.gain().probability())) {
      changes.gammaGainContrast(settings.gain());
    }
    if (chance(settings.haze().probability())) {
      changes.haze(settings.haze().amount());
    }
    if (chance(settings.shadow().probability())) {
      changes.shadow(settings.shadow().amount());
    }
    if (chance(settings.speckle().probability())) {
      changes.speckle(
          between(settings.speckle().amount()),
          random.nextDouble() < 0.5 ? 0 : 0.5 + 0.7 * random.nextDouble());
    }
    if (chance(settings.blocks().probability())) {
      changes.blocks(between(settings.blocks().amount()));
    }
    for (int i = 0; i < gray.length; i++) {
      gray[i] = sector[i] ? gray[i] : 0;
    }
    if (chance(settings.cut())) {
      SectorCut.random(random).apply(gray);
    }
    if (chance(settings.marks())) {
      changes.marks();
    }
  }

  /** Draws no random number if the answer is fixed, so a disabled change costs nothing. */
  private boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** e^amount or e^-amount; 1 if the change is not made. */
  private double eitherWay(AugmentSettings.Change change) {
    if (!chance(change.probability())) {
      return 1;
    }
    double amount = between(change.amount());
    return Math.exp(random.nextBoolean() ? amount : -amount);
  }

  private double between(Range range) {
    return range.low() + (range.high() - range.low()) * random.nextDouble();
  }

  private static byte[] toBytes(float[] gray) {
    byte[] bytes = new byte[gray.length];
    for (int i = 0; i < gray.length; i++) {
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(gray[i])));
    }
    return bytes;
  }
}
