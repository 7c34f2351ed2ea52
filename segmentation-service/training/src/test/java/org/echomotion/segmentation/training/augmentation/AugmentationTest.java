package org.echomotion.segmentation.training.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.training.Discs;
import org.echomotion.segmentation.training.configuration.AugmentSettings;
import org.echomotion.segmentation.training.configuration.Composition;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  private static final AugmentSettings STANDARD = settings();

  private final PreparedFrame disc = Discs.frames(1, "disc").get(0);

  @Test
  void theSameSeedGivesTheSameFrame() {
    for (long seed = 0; seed < 20; seed++) {
      PreparedFrame once = new Augmentation(STANDARD, seed).apply(disc);
      PreparedFrame again = new Augmentation(STANDARD, seed).apply(disc);
      assertArrayEquals(once.gray(), again.gray());
      assertArrayEquals(once.labels(), again.labels());
    }
  }

  @Test
  void theOriginalIsLeftAlone() {
    byte[] gray = disc.gray().clone();
    new Augmentation(STANDARD, 4).apply(disc);
    assertArrayEquals(gray, disc.gray());
  }

  @Test
  void frameAndMaskMoveTogether() {
    // Turned by a quarter and shifted: the dark disc must lie where the mask now is.
    SectorGeometry quarter = new SectorGeometry(new double[] {0, 1, -1, 0}, 3, -2, 0, 0, 1, 1);
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
      double ratio = (double) count(new Augmentation(STANDARD, seed).apply(disc).labels()) / before;
      // Zoom is at most e^0.22, depth e^0.15 and opening e^0.2 either way; the first two squared.
      assertTrue(ratio > 0.38 && ratio < 2.6, "ratio " + ratio);
    }
  }

  @Test
  void noneLeavesTheFrameAsItIs() {
    PreparedFrame same = new Augmentation(settings("augment=none"), 1).apply(disc);
    assertArrayEquals(disc.gray(), same.gray());
    assertArrayEquals(disc.labels(), same.labels());
  }

  @Test
  void aFlipIsOffUnlessAskedFor() {
    AugmentSettings flip = settings("augment=none", "augment.flip=1");
    PreparedFrame flipped = new Augmentation(flip, 1).apply(disc);
    for (int y = 0; y < 112; y++) {
      for (int x = 0; x < 112; x++) {
        assertEquals(disc.gray()[y * 112 + x], flipped.gray()[y * 112 + 111 - x]);
        assertEquals(disc.labels()[y * 112 + x], flipped.labels()[y * 112 + 111 - x]);
      }
    }
    assertEquals(0, STANDARD.flip());
  }

  @Test
  void aDeeperSettingScalesDistancesFromTheApex() {
    // Twice as deep: everything lies at half its distance from the apex, at a quarter of its area.
    SectorGeometry deeper = SectorGeometry.unchanged().withSector(1, 0.5);
    byte[] labels = new byte[112 * 112];
    deeper.warp(disc.gray(), disc.labels(), new float[112 * 112], labels);
    assertEquals(count(disc.labels()) / 4.0, count(labels), 0.05 * count(disc.labels()));
    assertEquals(centre(disc.labels())[1] / 2, centre(labels)[1], 0.6);
    assertEquals((centre(disc.labels())[0] - 55.5) / 2, centre(labels)[0] - 55.5, 0.6);
  }

  @Test
  void aWiderSectorKeepsDistancesAndSpreadsDirections() {
    byte[] point = new byte[112 * 112];
    // A blob at dx = 20, dy = 50 from the apex.
    for (int y = 48; y <= 52; y++) {
      for (int x = 73; x <= 77; x++) {
        point[y * 112 + x] = 1;
      }
    }
    byte[] labels = new byte[112 * 112];
    SectorGeometry.unchanged().withSector(1.5, 1).warp(point, point, new float[112 * 112], labels);
    double dx = centre(labels)[0] - 55.5;
    double dy = centre(labels)[1];
    assertEquals(1.5 * 19.5 / 50, dx / dy, 0.02);
    assertEquals(Math.hypot(19.5, 50), Math.hypot(dx, dy), 0.5);
  }

  private static double[] centre(byte[] labels) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < labels.length; i++) {
      x += labels[i] * (i % 112);
      y += labels[i] * (i / 112);
    }
    return new double[] {x / count(labels), y / count(labels)};
  }

  private static AugmentSettings settings(String... words) {
    return Composition.of(List.of(words)).augment();
  }

  private static int count(byte[] labels) {
    int n = 0;
    for (byte label : labels) {
      n += label == 1 ? 1 : 0;
    }
    return n;
  }
}
