package org.echomotion.cli.accuracy.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.echomotion.cli.accuracy.agreement.Comparison;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.volume.Disks;
import org.echomotion.ingest.dataset.table.ReferenceTable;
import org.junit.jupiter.api.Test;

class EjectionFractionsTest {

  @Test
  void biplaneUsesBothViewsAtTheirOwnSpacing() {
    // Half ellipsoids, 2/3 pi a b L: ED 40 x 36 mm wide, 80 mm long; ES 30 x 27 mm, 64 mm long.
    List<EjectionFractions> fractions =
        EjectionFractions.of(
            List.of(
                cavity("A4C", "ED", 1.0, ventricle(80, 40)),
                cavity("A4C", "ES", 1.0, ventricle(64, 30)),
                cavity("A2C", "ED", 0.8, ventricle(100, 45)),
                cavity("A2C", "ES", 0.8, ventricle(80, 33.75))));
    Map<String, Double> byPlanes = new HashMap<>();
    fractions.forEach(f -> byPlanes.put(f.planes(), f.predicted().getAsDouble()));
    double expected = 100 * (1 - 30.0 * 27 * 64 / (40.0 * 36 * 80));
    assertEquals(expected, byPlanes.get("biplane"), 0.1);
    assertEquals(100 * (1 - 30.0 * 30 * 64 / (40.0 * 40 * 80)), byPlanes.get("A4C"), 0.1);
    assertEquals(100 * (1 - 27.0 * 27 * 64 / (36.0 * 36 * 80)), byPlanes.get("A2C"), 0.1);
  }

  @Test
  void withoutSpacingTheViewsStayApart() {
    List<EjectionFractions> fractions =
        EjectionFractions.of(
            List.of(
                cavity("A4C", "ED", 0, ventricle(80, 40)),
                cavity("A4C", "ES", 0, ventricle(64, 30)),
                cavity("A2C", "ED", 0, ventricle(80, 40)),
                cavity("A2C", "ES", 0, ventricle(64, 30))));
    assertEquals(List.of("A4C", "A2C"), fractions.stream().map(f -> f.planes()).toList());
  }

  @Test
  void aMissingOutlineLeavesTheSubjectWithoutANumber() {
    List<EjectionFractions> fractions =
        EjectionFractions.of(
            List.of(
                cavity("A4C", "ED", 1, ventricle(80, 40)),
                cavity("A4C", "ES", 1, Optional.empty())));
    assertFalse(fractions.get(0).predicted().isPresent());
    assertTrue(EjectionFractions.of(List.of(cavity("A4C", "ED", 1, ventricle(80, 40)))).isEmpty());
  }

  @Test
  void theSetsOwnValuesAreComparedWithTheMostPlanes() {
    List<Cavity> cavities = new ArrayList<>();
    for (String view : List.of("A4C", "A2C")) {
      cavities.add(cavity(view, "ED", 1, ventricle(80, 40)));
      cavities.add(cavity(view, "ES", 1, ventricle(64, 30)));
    }
    List<Comparison> comparisons =
        OutlineComparisons.of(
            EjectionFractions.of(cavities), new ReferenceTable(Map.of("p", 50.0, "q", 60.0)));
    List<String> titles = comparisons.stream().map(Comparison::title).toList();
    assertEquals(
        List.of(
            "set, biplane: model's outlines against expert's masks",
            "set, biplane: model's outlines against the set's own value",
            "set, biplane: expert's masks against the set's own value",
            "set, A4C: model's outlines against expert's masks",
            "set, A2C: model's outlines against expert's masks"),
        titles);
    assertEquals(0, comparisons.get(0).agreement().mae(), 1e-9);
    double expected = 100 * (1 - 30.0 * 30 * 64 / (40.0 * 40 * 80));
    assertEquals(expected - 50, comparisons.get(1).agreement().bias(), 0.1);
  }

  private static Cavity cavity(String view, String phase, double mm, Optional<Disks> disks) {
    return new Cavity(
        "set",
        "p",
        view,
        phase,
        OptionalInt.empty(),
        mm > 0 ? Optional.of(new PixelSpacing(mm)) : Optional.empty(),
        disks,
        disks,
        100,
        100);
  }

  private static Optional<Disks> ventricle(double length, double width) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= 200; i++) {
      double angle = Math.PI * i / 200;
      points.add(new Point(56 - width / 2 * Math.cos(angle), 105 - length * Math.sin(angle)));
    }
    return Optional.of(Disks.of(new Contour(points)));
  }
}
