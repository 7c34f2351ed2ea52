package org.echomotion.segmentation.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class FrameOutlinerTest {

  private static final int SIDE = 112;
  private static final FrameOutliner OUTLINER = new FrameOutliner(new OutlineSettings(64, 2.0));

  private static float[] field(DoubleBinaryOperator probability) {
    float[] field = new float[SIDE * SIDE];
    for (int i = 0; i < field.length; i++) {
      field[i] = (float) probability.applyAsDouble(i % SIDE, i / SIDE);
    }
    return field;
  }

  private static FrameSegmentation outline(float[] field) {
    return OUTLINER.outline(3, new ProbabilityMap(SIDE, SIDE, field));
  }

  /** A soft edge: 0.5 where the signed distance (px, positive inside) is 0. */
  private static double soft(double inside) {
    return 1 / (1 + Math.exp(-inside / 0.8));
  }

  private static double disc(double x, double y, double cx, double cy, double r) {
    return soft(r - Math.hypot(x - cx, y - cy));
  }

  private static double ellipse(double x, double y) {
    double angle = Math.toRadians(20);
    double u = Math.cos(angle) * (x - 58.3) + Math.sin(angle) * (y - 57.8);
    double v = -Math.sin(angle) * (x - 58.3) + Math.cos(angle) * (y - 57.8);
    double level = Math.hypot(u / 17, v / 30);
    // First-order distance: (1 - level) / |gradient of level|.
    double slope = Math.hypot(u / (17 * 17), v / (30 * 30)) / level;
    return soft((1 - level) / slope);
  }

  private static double[] centroid(Contour c) {
    double area = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < c.size(); i++) {
      int n = (i + 1) % c.size();
      double cross = (double) c.xs()[i] * c.ys()[n] - (double) c.xs()[n] * c.ys()[i];
      area += cross / 2;
      x += (c.xs()[i] + c.xs()[n]) * cross / 6;
      y += (c.ys()[i] + c.ys()[n]) * cross / 6;
    }
    return new double[] {x / area, y / area};
  }

  @Test
  void outlinesADiscToHalfAPercentAndASubpixelCentre() {
    FrameSegmentation frame = outline(field((x, y) -> disc(x, y, 55.37, 60.21, 20)));
    double exact = Math.PI * 20 * 20;
    assertEquals(3, frame.frameIndex());
    assertEquals(exact, frame.contour().area(), exact * 0.005);
    double[] centre = centroid(frame.contour());
    assertEquals(55.37, centre[0], 0.02);
    assertEquals(60.21, centre[1], 0.02);
    for (int i = 0; i < frame.contour().size(); i++) {
      double r = Math.hypot(frame.contour().xs()[i] - 55.37, frame.contour().ys()[i] - 60.21);
      assertEquals(20, r, 0.05);
    }
    assertEquals(exact, frame.mask().area(), exact * 0.01);
  }

  @Test
  void outlinesATiltedEllipse() {
    FrameSegmentation frame = outline(field((x, y) -> x == 58.3 && y == 57.8 ? 1 : ellipse(x, y)));
    double exact = Math.PI * 17 * 30;
    assertEquals(exact, frame.contour().area(), exact * 0.005);
    double[] centre = centroid(frame.contour());
    assertEquals(58.3, centre[0], 0.02);
    assertEquals(57.8, centre[1], 0.02);
  }

  @Test
  void turnsClockwiseAsSeenAndDoesNotRepeatItsFirstPoint() {
    Contour c = outline(field((x, y) -> disc(x, y, 50, 50, 12))).contour();
    assertTrue(c.area() > 0, "y points down, so clockwise as seen has a positive shoelace area");
    int last = c.size() - 1;
    assertTrue(c.xs()[0] != c.xs()[last] || c.ys()[0] != c.ys()[last]);
    for (int i = 0; i < c.size(); i++) {
      int n = (i + 1) % c.size();
      double step = Math.hypot(c.xs()[n] - c.xs()[i], c.ys()[n] - c.ys()[i]);
      assertTrue(step < 1.5, "a gap of " + step + " px");
    }
  }

  @Test
  void keepsTheLargestComponentEvenWhereAnotherTouchesItsCorner() {
    float[] field = new float[SIDE * SIDE];
    fill(field, 20, 20, 30, 30, 0.9f);
    fill(field, 30, 30, 35, 35, 0.9f);
    fill(field, 80, 80, 85, 85, 1f);
    FrameSegmentation frame = outline(field);
    assertEquals(100, frame.mask().area());
    assertTrue(frame.mask().contains(29, 29));
    assertFalse(frame.mask().contains(30, 30));
    for (int i = 0; i < frame.contour().size(); i++) {
      assertTrue(frame.contour().xs()[i] < 30 && frame.contour().ys()[i] < 30);
    }
  }

  @Test
  void fillsHolesSoThatMaskAndContourAgree() {
    float[] field = new float[SIDE * SIDE];
    fill(field, 20, 20, 40, 40, 1f);
    fill(field, 28, 28, 31, 31, 0f);
    FrameSegmentation frame = outline(field);
    assertEquals(400, frame.mask().area());
    // 391 pixels of probability 1, 9 of 0.
    assertEquals(391 / 400.0, frame.meanProbability(), 1e-12);
    // Squares: 20 x 20 pixels of 1 in 0 cross 0.5 half a pixel out, less the four corners'
    // triangles.
    assertEquals(400 - 4 * 0.125, frame.contour().area(), 0.01);
  }

  @Test
  void closesTheOutlineAtTheFramesEdge() {
    FrameSegmentation frame = outline(field((x, y) -> disc(x, y, 0, 60, 20)));
    Contour c = frame.contour();
    double half = Math.PI * 20 * 20 / 2;
    // The half disc, and half a pixel's strip between the first column's centres and the edge.
    assertEquals(half + 20, c.area(), half * 0.02);
    for (float x : c.xs()) {
      assertTrue(x >= -0.5);
    }
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    for (float[] field : new float[][] {new float[SIDE * SIDE], field((x, y) -> 0.4)}) {
      FrameSegmentation frame = outline(field);
      assertTrue(frame.contour().isEmpty());
      assertEquals(0, frame.mask().area());
      assertEquals(0, frame.meanProbability());
      assertEquals(0, frame.meanBoundaryEntropy());
    }
  }

  @Test
  void takesLessThanTheMinimumAreaForNoise() {
    float[] small = new float[SIDE * SIDE];
    fill(small, 20, 20, 28, 28, 1f);
    small[20 * SIDE + 20] = 0;
    assertTrue(outline(small).contour().isEmpty());
    small[20 * SIDE + 20] = 1;
    assertEquals(64, outline(small).mask().area());
  }

  @Test
  void boundaryEntropyIsTheMeanOfTheBinaryEntropiesNearTheOutline() {
    // Columns 40..59 at 0.9 over all rows, the rest at 0.1: both entropies are 0.325083 nats.
    // Rounding
    // moves p by 1 / 131070 at most, and the entropy by ln 9 times that.
    FrameSegmentation flat = outline(field((x, y) -> x >= 40 && x < 60 ? 0.9 : 0.1));
    assertEquals(0.325083, flat.meanBoundaryEntropy(), 1.7e-5);
    // A hard edge has no entropy, a wavering one ln 2 at most.
    float[] hard = new float[SIDE * SIDE];
    fill(hard, 30, 30, 60, 60, 1f);
    assertEquals(0, outline(hard).meanBoundaryEntropy());
  }

  @Test
  void boundaryEntropyLooksTwoPixelsFar() {
    // The edge at x = 49.5 along a long side; x = 48..51 are within 2 px, x = 47 and 52 are not.
    boolean[] near =
        BoundaryEntropy.near(
            SIDE,
            SIDE,
            new Contour(new float[] {49.5f, 49.5f, 49.4f}, new float[] {10, 90, 50}),
            2.0);
    for (int x = 44; x < 56; x++) {
      assertEquals(x >= 48 && x <= 51, near[50 * SIDE + x], "x = " + x);
    }
  }

  @Test
  void noiseOfTheLastBitDoesNotMoveTheOutline() {
    float[] field = field((x, y) -> ellipse(x, y));
    float[] noisy = field.clone();
    for (int i = 0; i < noisy.length; i++) {
      // Keeps clear of the few values that lie on the edge between two steps.
      double step = noisy[i] * (double) OutlineSettings.LEVELS;
      if (Math.abs(step - Math.floor(step) - 0.5) > 0.02) {
        noisy[i] = i % 2 == 0 ? Math.nextUp(noisy[i]) : Math.nextDown(noisy[i]);
      }
      noisy[i] = Math.max(0, Math.min(1, noisy[i]));
    }
    assertEquals(outline(field), outline(noisy));
  }

  private static void fill(float[] field, int x0, int y0, int x1, int y1, float value) {
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        field[y * SIDE + x] = value;
      }
    }
  }
}
