package org.echomotion.activelearning.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.ResultMethod;
import org.echomotion.contract.common.v1.Point;
import org.junit.jupiter.api.Test;

class ConsensusTest {

  private static final OptionalDouble HALF_A_MILLIMETRE = OptionalDouble.of(0.5);

  private static Outline rectangle(double left, double top, double right, double bottom) {
    return new Outline(
        List.of(point(left, top), point(right, top), point(right, bottom), point(left, bottom)));
  }

  private static Point point(double x, double y) {
    return Point.newBuilder().setX((float) x).setY((float) y).build();
  }

  private static Outline circle(double x, double y, double radius) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      double angle = 2 * Math.PI * i / 120;
      points.add(point(x + radius * Math.cos(angle), y + radius * Math.sin(angle)));
    }
    return new Outline(points);
  }

  private static double dice(Outline one, Outline other) {
    return Agreement.of(one, other, OptionalDouble.empty()).dice();
  }

  @Test
  void diceAndDistanceOfARectangleMovedByFivePixels() {
    Agreement agreement =
        Agreement.of(rectangle(10, 10, 30, 50), rectangle(10, 10, 30, 55), HALF_A_MILLIMETRE);
    // Areas 800 and 900.
    assertEquals(1600.0 / 1700, agreement.dice(), 1e-9);
    // From the first to the other: the middle 10 of the lower edge are 5 away, and 5 at either end
    // are 2.5 away on average. Back: the lower edge, 20 long, is 5 away, and the two sides below
    // the first, 10 long together, are 2.5 away on average.
    double of = (10 * 5 + 10 * 2.5) / 120;
    double to = (20 * 5 + 10 * 2.5) / 130;
    assertEquals(0.5 * (of + to) / 2, agreement.meanDistanceMm().orElseThrow(), 0.02);
    assertEquals(
        1, Agreement.of(circle(50, 50, 20), circle(50, 50, 20), HALF_A_MILLIMETRE).dice(), 1e-12);
  }

  @Test
  void agreementOfAllIsTheMeanOfThePairs() {
    Outline a = rectangle(10, 10, 30, 50);
    Outline b = rectangle(10, 10, 30, 55);
    Outline c = rectangle(60, 60, 80, 80);
    Agreement all = Agreement.ofAll(List.of(a, b, c), OptionalDouble.empty()).orElseThrow();
    assertEquals(dice(a, b) / 3, all.dice(), 1e-9);
    assertTrue(all.meanDistanceMm().isEmpty());
    assertEquals(Optional.empty(), Agreement.ofAll(List.of(a), OptionalDouble.empty()));
  }

  @Test
  void theMeanOfTwoCirclesIsTheCircleBetween() {
    Consensus mean = Consensus.of(List.of(circle(56, 56, 20), circle(56, 56, 26))).orElseThrow();
    assertEquals(ResultMethod.MEAN, mean.method());
    assertTrue(dice(mean.outline(), circle(56, 56, 23)) > 0.995);
    assertTrue(mean.outline().points().size() <= Outline.MOST_POINTS);
  }

  @Test
  void theMeanOfThreeIsBetweenThem() {
    Consensus mean =
        Consensus.of(List.of(circle(53, 56, 22), circle(56, 56, 22), circle(59, 56, 22)))
            .orElseThrow();
    assertTrue(dice(mean.outline(), circle(56, 56, 22)) > 0.98);
  }

  @Test
  void oneOutlineStaysAsItIs() {
    Outline one = circle(50, 50, 10);
    Consensus consensus = Consensus.of(List.of(one)).orElseThrow();
    assertEquals(one, consensus.outline());
    assertEquals(ResultMethod.SINGLE, consensus.method());
  }

  @Test
  void stapleFollowsThreeGoodReadersAndNotTheFourth() {
    Consensus staple =
        Consensus.of(
                List.of(
                    circle(56, 56, 22),
                    circle(56.5, 56, 22),
                    circle(56, 56.5, 22),
                    circle(70, 70, 12)))
            .orElseThrow();
    assertEquals(ResultMethod.STAPLE, staple.method());
    assertTrue(dice(staple.outline(), circle(56.2, 56.2, 22)) > 0.97);
  }

  @Test
  void twoOutlinesApartHaveNoMean() {
    assertEquals(
        Optional.empty(),
        Consensus.of(List.of(rectangle(5, 5, 25, 25), rectangle(80, 80, 105, 105))));
  }
}
