package org.echomotion.ef.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.contour.Shapes;
import org.echomotion.ef.volume.Disks;

/** What must hold for every left ventricle, not only for the ones that a test names. */
class EjectionFractionPropertiesTest {

  private static final Point BASE = new Point(56, 88);
  private static final Point MIDDLE = new Point(56, 56);

  /**
   * Three beats of 0.9 s: half ellipsoids of these lengths and widths, 20 pixels above the base.
   */
  private static SegmentedClip clip(
      double emptying, double hertz, Optional<PixelSpacing> spacing, UnaryOperator<Point> move) {
    List<FrameContour> frames = new ArrayList<>();
    for (int i = 0; i < 3 * hertz; i++) {
      double emptied = (1 - Math.cos(2 * Math.PI * (i / hertz - 0.2) / 0.9)) / 2;
      Contour shape = Shapes.halfEllipse(BASE, 62 - 8 * emptied, 40 * (1 - emptying * emptied));
      frames.add(new FrameContour(i, Optional.of(Shapes.map(shape, move)), 0.3));
    }
    return new SegmentedClip(frames, new FrameRate(hertz), spacing);
  }

  private static double ejectionFraction(SegmentedClip clip) {
    return ((ClipOutcome.Computed) ClipPipeline.measure(clip).outcome()).ejectionFractionPercent();
  }

  private static double plain(double emptying) {
    return ejectionFraction(clip(emptying, 50, Optional.empty(), p -> p));
  }

  @Property(tries = 40)
  void spacingDoesNotChangeTheEjectionFraction(
      @ForAll @DoubleRange(min = 0.05, max = 0.4) double emptying,
      @ForAll @DoubleRange(min = 1.0, max = 1.6) double millimetres) {
    assertEquals(
        plain(emptying),
        ejectionFraction(clip(emptying, 50, Optional.of(new PixelSpacing(millimetres)), p -> p)));
  }

  @Property(tries = 40)
  void rotationDoesNotChangeTheEjectionFraction(
      @ForAll @DoubleRange(min = 0.05, max = 0.4) double emptying,
      @ForAll @DoubleRange(min = -40, max = 40) double degrees) {
    UnaryOperator<Point> turn = Shapes.turn(MIDDLE, degrees);
    assertEquals(
        plain(emptying), ejectionFraction(clip(emptying, 50, Optional.empty(), turn)), 0.1);
  }

  @Property(tries = 40)
  void translationDoesNotChangeTheEjectionFraction(
      @ForAll @DoubleRange(min = 0.05, max = 0.4) double emptying,
      @ForAll @DoubleRange(min = -30, max = 30) double right,
      @ForAll @DoubleRange(min = -20, max = 20) double down) {
    assertEquals(
        plain(emptying),
        ejectionFraction(clip(emptying, 50, Optional.empty(), p -> p.plus(new Point(right, down)))),
        0.1);
  }

  @Property(tries = 40)
  void frameRateHardlyChangesTheEjectionFraction(
      @ForAll @DoubleRange(min = 0.05, max = 0.4) double emptying,
      @ForAll @IntRange(min = 30, max = 100) int hertz) {
    assertEquals(
        plain(emptying), ejectionFraction(clip(emptying, hertz, Optional.empty(), p -> p)), 1);
  }

  @Property(tries = 200)
  void noOutlineHasANegativeVolume(
      @ForAll @IntRange(min = 3, max = 40) int points, @ForAll long seed) {
    Random random = new Random(seed);
    List<Point> vertices = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      vertices.add(new Point(112 * random.nextDouble(), 112 * random.nextDouble()));
    }
    // However it crosses itself.
    double volume = Disks.of(new Contour(vertices)).volume().value();
    assertTrue(volume >= 0 && Double.isFinite(volume));
  }
}
