package org.echomotion.activelearning.exchange.labelstudio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.CornerCoordinates;
import org.echomotion.activelearning.exchange.Fields;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImportedLabels;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LeftVentricle;
import org.echomotion.ef.contour.Point;

/**
 * The result of one annotation. Brush labels of the left ventricle are united, because a reader may
 * paint it in several strokes. A result has brush labels or one polygon, not both.
 */
final class AnnotationResult {

  private final ImportedLabels labels;
  private final Map<String, String> choices = new HashMap<>();
  private final List<List<Point>> polygons = new ArrayList<>();
  private Optional<FrameSize> size = Optional.empty();
  private Optional<CavityMask> painted = Optional.empty();

  private AnnotationResult(ImportedLabels labels) {
    this.labels = labels;
  }

  static AnnotationResult of(List<Fields> results, ImportedLabels labels) {
    AnnotationResult result = new AnnotationResult(labels);
    results.forEach(result::add);
    return result;
  }

  private void add(Fields result) {
    String type = result.optionalText("type").orElse("");
    Fields value = result.child("value");
    switch (type) {
      case "choices" ->
          value.texts("choices").stream()
              .findFirst()
              .ifPresent(
                  choice -> {
                    choices.put(result.text("from_name"), choice);
                    if (result.has("original_width")) {
                      sized(result);
                    }
                  });
      case "brushlabels" -> {
        if (ofLeftVentricle(value, type)) {
          paint(value, sized(result));
        }
      }
      case "polygonlabels" -> {
        if (ofLeftVentricle(value, type)) {
          polygons.add(polygon(value, sized(result)));
        }
      }
      default -> {
        // Other labels are not outlines of the ventricle.
      }
    }
  }

  private static boolean ofLeftVentricle(Fields value, String type) {
    return value.texts(type).stream().anyMatch(LeftVentricle::isNamed);
  }

  private FrameSize sized(Fields result) {
    if (result.has("image_rotation") && result.number("image_rotation") != 0) {
      throw new InvalidLabelException("its picture is rotated");
    }
    FrameSize stated =
        new FrameSize(result.count("original_width"), result.count("original_height"));
    if (size.isPresent() && !size.get().equals(stated)) {
      throw new InvalidLabelException("it states two sizes of one picture");
    }
    size = Optional.of(stated);
    return stated;
  }

  private void paint(Fields value, FrameSize stated) {
    if (!value.text("format").equals("rle")) {
      throw new InvalidLabelException("its brush label has another format than rle");
    }
    int[] numbers = value.child("rle").counts();
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] > 255) {
        throw new InvalidLabelException("its brush label has a value that is not a byte");
      }
      bytes[i] = (byte) numbers[i];
    }
    labels.countMask(stated);
    CavityMask stroke = BrushRle.mask(bytes, stated);
    painted.ifPresent(
        before -> {
          for (int i = 0; i < stroke.inside().length; i++) {
            stroke.inside()[i] |= before.inside()[i];
          }
        });
    painted = Optional.of(stroke);
  }

  private static List<Point> polygon(Fields value, FrameSize stated) {
    List<Fields> points = value.items("points");
    double[] coordinates = new double[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      double[] percent = points.get(i).numbers();
      if (percent.length != 2) {
        throw new InvalidLabelException("a point of its polygon needs two coordinates");
      }
      coordinates[2 * i] = percent[0] / 100 * stated.width();
      coordinates[2 * i + 1] = percent[1] / 100 * stated.height();
    }
    return CornerCoordinates.outline(coordinates);
  }

  /** Whether there is neither an outline nor the verdict "not assessable". */
  boolean isEmpty() {
    return outlines() == 0 && !statesNotAssessable();
  }

  /**
   * @throws InvalidLabelException if there is also an outline
   */
  boolean notAssessable() {
    if (statesNotAssessable() && outlines() > 0) {
      throw new InvalidLabelException("a frame that is not assessable has an outline");
    }
    return statesNotAssessable();
  }

  private boolean statesNotAssessable() {
    return choice("verdict").filter(LabelStudioWriter.NOT_ASSESSABLE::equalsIgnoreCase).isPresent();
  }

  private int outlines() {
    return polygons.size() + (painted.isPresent() ? 1 : 0);
  }

  Optional<FrameSize> size() {
    return size;
  }

  Optional<String> choice(String tag) {
    return Optional.ofNullable(choices.get(tag));
  }

  List<Point> outline() {
    if (outlines() != 1) {
      throw new InvalidLabelException("it has more than one outline");
    }
    return painted.map(CavityMask::outline).orElseGet(() -> polygons.get(0));
  }
}
