package org.echomotion.ingest.dataset.warp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.echomotion.ingest.decode.PixelSpacing;
import org.junit.jupiter.api.Test;

class HeartWarpTest {

  private static final int SIDE = 224;
  private static final double MID_X = 112;

  @Test
  void reproducesBothLabelledMasksAtTheEnds() throws NoMotionException {
    LabelledPicture diastole = heart(40, 84, 150, 1, 1);
    LabelledPicture systole = heart(27, 74, 142, 1, 2);
    HeartWarp warp = HeartWarp.between(diastole, systole, sector(), Optional.empty());
    assertArrayEquals(diastole.labels(), warp.at(0).labels());
    assertArrayEquals(systole.labels(), warp.at(1).labels());
    assertArrayEquals(diastole.pixels(), warp.at(0).pixels());
    assertArrayEquals(systole.pixels(), warp.at(1).pixels());
  }

  @Test
  void carriesEachStructureOntoItsCounterpart() throws NoMotionException {
    LabelledPicture diastole = heart(40, 84, 150, 1, 1);
    LabelledPicture systole = heart(27, 74, 142, 1, 2);
    HeartWarp warp = HeartWarp.between(diastole, systole, sector(), Optional.empty());
    // Just before the textures change, all labels still come from ED; just after, from ES.
    LabelledPicture before = warp.at(0.399);
    LabelledPicture after = warp.at(0.601);
    LabelledPicture expectedBefore = heart(40 - 13 * 0.399, 84 - 10 * 0.399, 150 - 8 * 0.399, 1, 1);
    LabelledPicture expectedAfter = heart(40 - 13 * 0.601, 84 - 10 * 0.601, 150 - 8 * 0.601, 1, 1);
    double[] least = {0, 0.98, 0.94, 0.96};
    for (int label = 1; label <= 3; label++) {
      assertTrue(dice(before, expectedBefore, label) > least[label], "label " + label);
      assertTrue(dice(after, expectedAfter, label) > least[label], "label " + label);
    }
  }

  @Test
  void areaFallsSteadilyFromEndDiastoleToEndSystole() throws NoMotionException {
    HeartWarp warp =
        HeartWarp.between(
            heart(40, 84, 150, 1, 1), heart(27, 74, 142, 1, 2), sector(), Optional.empty());
    double largest = area(warp.at(0), 1);
    double smallest = area(warp.at(1), 1);
    double last = largest;
    for (int i = 1; i <= 20; i++) {
      double area = area(warp.at(i / 20.0), 1);
      assertTrue(area < last, "at phase " + i / 20.0);
      // No step is more than three times an even one: nothing jumps where the textures change.
      assertTrue(last - area < 3 * (largest - smallest) / 20, "at phase " + i / 20.0);
      last = area;
    }
  }

  @Test
  void pictureAndLabelsMoveTogether() throws NoMotionException {
    // A cavity that is dark to its very edge stays dark to the edge of its label.
    LabelledPicture diastole = painted(heart(40, 84, 150, 1, 1));
    LabelledPicture systole = painted(heart(27, 74, 142, 1, 2));
    HeartWarp warp = HeartWarp.between(diastole, systole, sector(), Optional.empty());
    boolean[] sector = sector();
    for (double phase : new double[] {0.2, 0.5, 0.8}) {
      LabelledPicture between = warp.at(phase);
      int wrong = 0;
      for (int p = 0; p < SIDE * SIDE; p++) {
        boolean dark = (between.pixels()[p] & 0xff) < 120;
        wrong += sector[p] && dark != (between.labels()[p] == 1) ? 1 : 0;
      }
      assertTrue(wrong < 0.03 * area(between, 1), wrong + " pixels disagree at " + phase);
    }
  }

  @Test
  void givesMixedSpeckleTheContrastOfOnePattern() {
    Random random = new Random(3);
    double[] one = random.doubles(SIDE * SIDE, 60, 120).toArray();
    double[] other = random.doubles(SIDE * SIDE, 60, 120).toArray();
    double[] mixture = new double[one.length];
    Arrays.setAll(mixture, p -> 0.5 * one[p] + 0.5 * other[p]);
    boolean[] sector = new boolean[one.length];
    Arrays.fill(sector, true);
    byte[] restored = SpeckleContrast.restored(mixture, SIDE, SIDE, 0.5, sector);
    // Even noise from 60 to 120 deviates by 60/sqrt(12); its half-and-half mixture by 0.71 of it.
    double pure = 60 / Math.sqrt(12);
    assertEquals(pure, deviation(restored), 0.03 * pure);
  }

  @Test
  void leavesTheSectorsBorderAndWhatIsOutsideInPlace() throws NoMotionException {
    LabelledPicture diastole = painted(heart(40, 84, 150, 1, 1));
    LabelledPicture systole = painted(heart(27, 74, 142, 1, 2));
    boolean[] sector = sector();
    LabelledPicture between =
        HeartWarp.between(diastole, systole, sector, Optional.empty()).at(0.3);
    for (int p = 0; p < sector.length; p++) {
      assertEquals(sector[p], between.pixels()[p] != 0, "pixel " + p);
    }
  }

  @Test
  void matchesVentriclesWithoutOtherStructures() throws NoMotionException {
    HeartWarp warp =
        HeartWarp.between(
            onlyVentricle(heart(40, 84, 150, 1, 1)),
            onlyVentricle(heart(27, 74, 142, 1, 2)),
            sector(),
            Optional.empty());
    LabelledPicture expected = heart(40 - 13 * 0.3, 84 - 10 * 0.3, 150 - 8 * 0.3, 1, 1);
    assertTrue(dice(warp.at(0.3), expected, 1) > 0.98);
  }

  @Test
  void takesOblongPixelsAtTheirTrueShape() throws NoMotionException {
    LabelledPicture diastole = stretched(heart(40, 84, 150, 1, 1));
    LabelledPicture systole = stretched(heart(27, 74, 142, 1, 2));
    boolean[] sector = stretched(sector());
    HeartWarp warp =
        HeartWarp.between(diastole, systole, sector, Optional.of(new PixelSpacing(0.25, 0.5)));
    LabelledPicture expected = stretched(heart(40 - 13 * 0.3, 84 - 10 * 0.3, 150 - 8 * 0.3, 1, 1));
    assertTrue(dice(warp.at(0.3), expected, 1) > 0.98);
  }

  @Test
  void refusesFramesThatTellNoMotion() {
    LabelledPicture diastole = heart(40, 84, 150, 1, 1);
    LabelledPicture empty =
        new LabelledPicture(diastole.pixels(), new byte[SIDE * SIDE], SIDE, SIDE);
    LabelledPicture small = new LabelledPicture(new byte[100], new byte[100], 10, 10);
    assertEquals(
        "its ES mask holds no left ventricle",
        assertThrows(
                NoMotionException.class,
                () -> HeartWarp.between(diastole, empty, sector(), Optional.empty()))
            .getMessage());
    assertEquals(
        "its ED and ES frames differ in size",
        assertThrows(
                NoMotionException.class,
                () -> HeartWarp.between(diastole, small, sector(), Optional.empty()))
            .getMessage());
  }

  /**
   * Half an ellipse, apex up, with a wall 14 px thick and an atrium below: its half-width, its
   * length and the row of its straight base in pixels.
   */
  private static LabelledPicture heart(
      double halfWidth, double length, double base, int background, long seed) {
    byte[] labels = new byte[SIDE * SIDE];
    byte[] pixels = new byte[SIDE * SIDE];
    Random random = new Random(seed);
    boolean[] sector = sector();
    for (int p = 0; p < labels.length; p++) {
      double x = p % SIDE - MID_X;
      double y = p / SIDE;
      int level = (int) (90 + 25 * random.nextGaussian());
      if (y <= base && Math.hypot(x / halfWidth, (y - base) / length) <= 1) {
        labels[p] = 1;
      } else if (y <= base && Math.hypot(x / (halfWidth + 14), (y - base) / (length + 14)) <= 1) {
        labels[p] = 2;
      } else if (y > base && Math.hypot(x / (halfWidth * 0.8), (y - base) / 45) <= 1) {
        labels[p] = 3;
      }
      pixels[p] = (byte) (sector[p] ? Math.max(background, Math.min(255, level)) : 0);
    }
    return new LabelledPicture(pixels, labels, SIDE, SIDE);
  }

  private static boolean[] sector() {
    boolean[] sector = new boolean[SIDE * SIDE];
    for (int p = 0; p < sector.length; p++) {
      double x = p % SIDE - MID_X;
      double y = p / SIDE - 4;
      sector[p] = Math.hypot(x, y) < 214 && Math.abs(x) < y * Math.tan(Math.toRadians(42));
    }
    return sector;
  }

  /** Dark cavity, bright elsewhere in the sector. */
  private static LabelledPicture painted(LabelledPicture picture) {
    byte[] pixels = new byte[SIDE * SIDE];
    boolean[] sector = sector();
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = (byte) (!sector[p] ? 0 : picture.labels()[p] == 1 ? 60 : 180);
    }
    return new LabelledPicture(pixels, picture.labels(), SIDE, SIDE);
  }

  private static LabelledPicture onlyVentricle(LabelledPicture picture) {
    byte[] labels = picture.labels().clone();
    for (int p = 0; p < labels.length; p++) {
      labels[p] = (byte) (labels[p] == 1 ? 1 : 0);
    }
    return new LabelledPicture(picture.pixels(), labels, SIDE, SIDE);
  }

  /** Each row twice. */
  private static LabelledPicture stretched(LabelledPicture picture) {
    byte[] pixels = new byte[2 * SIDE * SIDE];
    byte[] labels = new byte[2 * SIDE * SIDE];
    for (int row = 0; row < 2 * SIDE; row++) {
      System.arraycopy(picture.pixels(), row / 2 * SIDE, pixels, row * SIDE, SIDE);
      System.arraycopy(picture.labels(), row / 2 * SIDE, labels, row * SIDE, SIDE);
    }
    return new LabelledPicture(pixels, labels, 2 * SIDE, SIDE);
  }

  private static boolean[] stretched(boolean[] sector) {
    boolean[] stretched = new boolean[2 * SIDE * SIDE];
    for (int row = 0; row < 2 * SIDE; row++) {
      System.arraycopy(sector, row / 2 * SIDE, stretched, row * SIDE, SIDE);
    }
    return stretched;
  }

  private static int area(LabelledPicture picture, int label) {
    int area = 0;
    for (byte l : picture.labels()) {
      area += l == label ? 1 : 0;
    }
    return area;
  }

  private static double dice(LabelledPicture a, LabelledPicture b, int label) {
    int both = 0;
    for (int p = 0; p < a.labels().length; p++) {
      both += a.labels()[p] == label && b.labels()[p] == label ? 1 : 0;
    }
    return 2.0 * both / (area(a, label) + area(b, label));
  }

  private static double deviation(byte[] pixels) {
    double sum = 0;
    double squares = 0;
    for (byte pixel : pixels) {
      sum += pixel & 0xff;
      squares += (pixel & 0xff) * (pixel & 0xff);
    }
    double mean = sum / pixels.length;
    return Math.sqrt(squares / pixels.length - mean * mean);
  }
}
