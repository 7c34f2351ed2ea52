package org.echomotion.segmentation.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PatientBootstrapTest {

  private record Observation(String patient, double value) {}

  @Test
  void equalNumbersHaveAnIntervalOfNoWidth() {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      observations.add(new Observation("p" + i / 2, 0.25));
    }
    assertEquals(new Interval(0.25, 0.25), of(observations));
  }

  @Test
  void theIntervalOfAMeanIsThatOfTheNormalApproximation() {
    SplittableRandom random = new SplittableRandom(1);
    List<Observation> observations = new ArrayList<>();
    double sum = 0;
    double squares = 0;
    int n = 400;
    for (int i = 0; i < n; i++) {
      double value = random.nextDouble();
      observations.add(new Observation("p" + i, value));
      sum += value;
      squares += value * value;
    }
    double mean = sum / n;
    double half = 1.96 * Math.sqrt((squares / n - mean * mean) / n);
    Interval interval = of(observations);
    assertEquals(mean - half, interval.lower(), 0.1 * half);
    assertEquals(mean + half, interval.upper(), 0.1 * half);
    assertEquals(interval, of(observations));
  }

  @Test
  void framesOfOnePatientAreNoIndependentEvidence() {
    List<Observation> apart = new ArrayList<>();
    List<Observation> together = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double value = i % 20 < 10 ? 0 : 1;
      apart.add(new Observation("p" + i, value));
      together.add(new Observation("p" + i / 10, value));
    }
    double narrow = of(apart).upper() - of(apart).lower();
    double wide = of(together).upper() - of(together).lower();
    // Ten patients of ten equal frames each: the standard error is sqrt(10) times that of 100.
    assertEquals(Math.sqrt(10), wide / narrow, 0.5);
  }

  @Test
  void onePatientGivesNoInterval() {
    Interval interval = of(List.of(new Observation("p", 1), new Observation("p", 2)));
    assertTrue(Double.isNaN(interval.lower()) && Double.isNaN(interval.upper()));
  }

  private static Interval of(List<Observation> observations) {
    return PatientBootstrap.of(
        observations,
        Observation::patient,
        some -> some.stream().mapToDouble(Observation::value).average().orElseThrow());
  }
}
