package org.echomotion.activelearning.exchange.cvat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.echomotion.activelearning.exchange.CornerCoordinates;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.ef.contour.Point;

/** A polygon element while it is read. */
final class CvatPolygon {

  private static final Pattern SEPARATORS = Pattern.compile("[;,]");
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

  private final String frame;
  private final String points;
  private final Map<String, String> attributes = new HashMap<>();

  CvatPolygon(String frame, String points) {
    this.frame = frame;
    this.points = points;
  }

  /** The texts of its attributes, by name. */
  Map<String, String> attributes() {
    return attributes;
  }

  Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  int frame() {
    return count(frame);
  }

  List<Point> outline() {
    String[] numbers = SEPARATORS.split(points, -1);
    double[] coordinates = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      try {
        coordinates[i] = Double.parseDouble(numbers[i]);
      } catch (NumberFormatException e) {
        throw new InvalidLabelException("a coordinate is not a number");
      }
    }
    return CornerCoordinates.outline(coordinates);
  }

  /** A whole number of at most nine digits. */
  static int count(String text) {
    if (!COUNT.matcher(text).matches()) {
      throw new InvalidLabelException("a whole number is expected");
    }
    return Integer.parseInt(text);
  }
}
