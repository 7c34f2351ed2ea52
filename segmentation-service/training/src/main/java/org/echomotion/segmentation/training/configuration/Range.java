package org.echomotion.segmentation.training.configuration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** {@code [low, high]}, neither below 0. */
public record Range(double low, double high) {

  public Range {
    if (!(low >= 0 && low <= high) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "[%s, %s] is not a range. Write [low, high], not below 0.".formatted(low, high));
    }
  }

  @JsonCreator
  static Range of(List<Double> ends) {
    if (ends.size() != 2) {
      throw new IllegalArgumentException(ends + " is not a range. Write [low, high].");
    }
    return new Range(ends.get(0), ends.get(1));
  }

  @JsonValue
  List<Double> ends() {
    return List.of(low, high);
  }
}
