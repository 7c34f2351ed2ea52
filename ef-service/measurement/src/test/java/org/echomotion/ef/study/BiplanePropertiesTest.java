package org.echomotion.ef.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.contour.Shapes;
import org.echomotion.ef.volume.BeatSlices;
import org.echomotion.ef.volume.Disks;

/** What must hold for the biplane ejection fraction of every pair of beats. */
class BiplanePropertiesTest {

  private static final Point BASE = new Point(56, 88);
  private static final Point MIDDLE = new Point(56, 58);
  private static final Optional<PixelSpacing> MILLIMETRE = Optional.of(new PixelSpacing(1));

  /** Half ellipsoids of three axes: 62 long and 42 by 36 wide, emptying to 54 long. */
  private static BeatPairing.Pair pair(double emptying, UnaryOperator<Point> moveTwoChamber) {
    return new BeatPairing.Pair(
        beat(42, emptying, p -> p), beat(36, 0.8 * emptying, moveTwoChamber));
  }

  private static ViewBeat beat(double width, double emptying, UnaryOperator<Point> move) {
    return new ViewBeat(
        0,
        OptionalDouble.empty(),
        new BeatSlices(phase(62, width, move), phase(54, width * (1 - emptying), move)));
  }

  private static BeatSlices.Phase phase(double length, double width, UnaryOperator<Point> move) {
    return new BeatSlices.Phase(
        Disks.of(Shapes.map(Shapes.halfEllipse(BASE, length, width), move)).slices(), 0.05);
  }

  private static double closedForm(double emptying) {
    return 100 * (1 - 54.0 / 62 * (1 - emptying) * (1 - 0.8 * emptying));
  }

  private static double ejectionFraction(
      BeatPairing.Pair pair, Optional<PixelSpacing> four, Optional<PixelSpacing> two) {
    return BiplaneBeat.of(pair, four, two).ejectionFractionPercent();
  }

  @Property(tries = 60)
  void itIsThatOfTheClosedForm(@ForAll @DoubleRange(min = 0, max = 0.5) double emptying) {
    assertEquals(
        closedForm(emptying),
        ejectionFraction(pair(emptying, p -> p), MILLIMETRE, MILLIMETRE),
        0.2);
  }

  @Property(tries = 60)
  void spacingDoesNotChangeIt(
      @ForAll @DoubleRange(min = 0, max = 0.5) double emptying,
      @ForAll @DoubleRange(min = 0.4, max = 1.6) double millimetres) {
    BeatPairing.Pair pair = pair(emptying, p -> p);
    Optional<PixelSpacing> spacing = Optional.of(new PixelSpacing(millimetres));
    double expected = ejectionFraction(pair, MILLIMETRE, MILLIMETRE);
    assertEquals(expected, ejectionFraction(pair, spacing, spacing), 1e-9);
    // Both axes shorten alike, so that it does not matter which of them is the longer one.
    assertEquals(expected, ejectionFraction(pair, MILLIMETRE, spacing), 0.1);
    assertEquals(expected, ejectionFraction(pair, Optional.empty(), spacing), 0.1);
  }

  @Property(tries = 60)
  void eachViewMayBeTurned(
      @ForAll @DoubleRange(min = 0, max = 0.5) double emptying,
      @ForAll @DoubleRange(min = -40, max = 40) double degrees) {
    assertEquals(
        closedForm(emptying),
        ejectionFraction(pair(emptying, Shapes.turn(MIDDLE, degrees)), MILLIMETRE, MILLIMETRE),
        0.3);
  }

  @Property(tries = 60)
  void eachViewMayBeMoved(
      @ForAll @DoubleRange(min = 0, max = 0.5) double emptying,
      @ForAll @DoubleRange(min = -30, max = 30) double right,
      @ForAll @DoubleRange(min = -20, max = 20) double down) {
    assertEquals(
        closedForm(emptying),
        ejectionFraction(
            pair(emptying, p -> p.plus(new Point(right, down))), MILLIMETRE, MILLIMETRE),
        0.3);
  }

  @Property(tries = 60)
  void moreUncertainOutlinesNeverMeanASmallerError(
      @ForAll @DoubleRange(min = 0, max = 0.3) double less,
      @ForAll @DoubleRange(min = 0, max = 0.3) double more) {
    double small = Math.min(less, more);
    double large = Math.max(less, more);
    assertEquals(
        1, Double.compare(error(large) + 1e-15, error(small)), "the error follows the outlines'");
  }

  private static double error(double relativeSd) {
    ViewBeat plain = beat(40, 0.3, p -> p);
    BeatSlices slices = plain.slices();
    ViewBeat unsure =
        new ViewBeat(
            0,
            OptionalDouble.empty(),
            new BeatSlices(
                new BeatSlices.Phase(slices.endDiastole().slices(), relativeSd),
                slices.endSystole()));
    return BiplaneBeat.of(new BeatPairing.Pair(plain, unsure), MILLIMETRE, MILLIMETRE)
        .error()
        .endDiastolicRelativeSd();
  }
}
