package org.echomotion.cli.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.cli.accuracy.LabelledCines.LabelledCine;
import org.echomotion.cli.accuracy.LabelledStudies.LabelledStudy;
import org.echomotion.contract.common.v1.View;
import org.junit.jupiter.api.Test;

class LabelledStudiesTest {

  private static LabelledCine cine(String subject, View view, OptionalDouble biplane) {
    return new LabelledCine(Path.of(subject + view), subject, view, 50, biplane, Optional.empty());
  }

  @Test
  void twoViewsWithABiplaneValueAreOneStudy() {
    LabelledCine four = cine("p1", View.VIEW_A4C, OptionalDouble.of(55));
    LabelledCine two = cine("p1", View.VIEW_A2C, OptionalDouble.of(55));
    assertEquals(
        List.of(new LabelledStudy("p1", List.of(two, four), OptionalDouble.of(55))),
        LabelledStudies.of(List.of(two, four)));
  }

  @Test
  void allOthersStayAlone() {
    LabelledCine four = cine("p1", View.VIEW_A4C, OptionalDouble.empty());
    LabelledCine two = cine("p1", View.VIEW_A2C, OptionalDouble.empty());
    LabelledCine again = cine("p2", View.VIEW_A4C, OptionalDouble.of(60));
    LabelledCine same = cine("p2", View.VIEW_A4C, OptionalDouble.of(60));
    assertEquals(4, LabelledStudies.of(List.of(four, two, again, same)).size());
    assertEquals(
        OptionalDouble.empty(), LabelledStudies.of(List.of(again, same)).get(0).biplaneEf());
  }
}
