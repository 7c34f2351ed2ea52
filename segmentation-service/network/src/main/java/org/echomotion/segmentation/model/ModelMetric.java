package org.echomotion.segmentation.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A figure of a model's performance. In {@code model.json}, a figure has the name of its metric and
 * stands in an object, or in nested objects, with the names of the data that it was measured on.
 * Its confidence interval stands beside it, under the metric's name and {@code Interval}.
 *
 * @param dataSet names of the data, separated by commas; empty if they are not stated
 * @param name for example {@code dice}
 * @param interval 95 % confidence interval
 */
public record ModelMetric(String dataSet, String name, double value, Optional<Interval> interval) {

  private static final String INTERVAL = "Interval";

  /** A confidence interval. */
  public record Interval(double lower, double upper) {}

  /** Returns the figures in the order in which they are stated. */
  static List<ModelMetric> of(JsonNode metrics) {
    List<ModelMetric> figures = new ArrayList<>();
    add(figures, List.of(), metrics);
    return List.copyOf(figures);
  }

  private static void add(List<ModelMetric> figures, List<String> dataSet, JsonNode node) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String name = entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isNumber()) {
        figures.add(
            new ModelMetric(
                String.join(", ", dataSet),
                name,
                value.doubleValue(),
                interval(node.path(name + INTERVAL))));
      } else if (value.isObject() && !isInterval(name, node)) {
        List<String> part = new ArrayList<>(dataSet);
        part.add(name);
        add(figures, part, value);
      }
    }
  }

  private static boolean isInterval(String name, JsonNode of) {
    return name.endsWith(INTERVAL)
        && of.path(name.substring(0, name.length() - INTERVAL.length())).isNumber();
  }

  private static Optional<Interval> interval(JsonNode node) {
    return node.path("lower").isNumber() && node.path("upper").isNumber()
        ? Optional.of(
            new Interval(node.path("lower").doubleValue(), node.path("upper").doubleValue()))
        : Optional.empty();
  }
}
