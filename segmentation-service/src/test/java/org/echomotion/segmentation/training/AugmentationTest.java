package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.echomotion.segmentation.dataset.LabelledFrame;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  private final LabelledFrame disc = Discs.frames(1, "disc").get(0);

  @Test
  void theSameSeedGivesTheSameFrame() {
    for (long seed = 0; seed < 20; seed++) {
      LabelledFrame once = new Augmentation(seed).apply(disc);
      LabelledFrame again = new Augmentation(seed).apply(disc);
      assertArrayEquals(once.gray(), again.gray());
      assertArrayEquals(once.labels(), again.labels());
    }
  }

  @Test
  void theOriginalIsLeftAlone() {
    byte[] gray = disc.gray().clone();
    new Augmentation(4).apply(disc);
    assertArrayEquals(gray, disc.gray());
  }

  @Test
  void frameAndMaskMoveTogether() {
    // Turned by a quarter and shifted: the dark disc must lie where the mask now is.
    SectorGeometry quarter = new SectorGeometry(new double[] {0, 1, -1, 0}, 3, -2, 0, 0);
    float[] gray = new float[112 * 112];
    byte[] labels = new byte[112 * 112];
    quarter.warp(disc.gray(), disc.labels(), gray, labels);
    int inside = 0;
    for (int i = 0; i < gray.length; i++) {
      if (labels[i] == 1) {
        inside++;
        assertTrue(gray[i] < 60, "gray " + gray[i]);
      }
    }
    assertEquals(count(disc.labels()), inside);
  }

  @Test
  void theMaskKeepsAboutItsSize() {
    int before = count(disc.labels());
    for (long seed = 0; seed < 50; seed++) {
      double ratio = (double) count(new Augmentation(seed).apply(disc).labels()) / before;
      // Zoom is at most e^0.22 either way, squared.
      assertTrue(ratio > 0.55 && ratio < 1.65, "ratio " + ratio);
    }
  }

  private static int count(byte[] labels) {
    int n = 0;
    for (byte label : labels) {
      n += label == 1 ? 1 : 0;
    }
    return n;
  }
}
