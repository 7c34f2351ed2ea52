package org.echomotion.activelearning.exchange.annotationweb;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.ControlPoint;
import org.echomotion.activelearning.exchange.DataFile;
import org.echomotion.activelearning.exchange.Fields;
import org.echomotion.activelearning.exchange.FrameSizes;
import org.echomotion.activelearning.exchange.ImageQuality;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.ImportedLabels;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.LeftVentricle;
import org.echomotion.activelearning.exchange.OutlineCheck;
import org.echomotion.activelearning.exchange.Phase;
import org.echomotion.activelearning.exchange.Spline;
import org.echomotion.error.EchoMotionException;

/**
 * Reads annotationweb's YAML. The clip is the folder of the sequence's pictures; frames are counted
 * from {@code start_frame_nr}. The reader is the name in the comment, or else the user's number.
 *
 * <p>In a task {@code cardiac_segmentation}, the ventricle is object 0, an open spline. A straight
 * line along the mitral annulus joins its ends. In any other task, the ventricle is the only object
 * with a label of the left ventricle, a closed spline.
 */
public final class AnnotationWebReader {

  private final String defaultReader;
  private final FrameSizes sizes;
  private final ImportedLabels labels;
  private final Map<String, Fields> tables = new HashMap<>();
  private final Map<String, Fields> keyFrames = new LinkedHashMap<>();
  private final Map<String, List<Fields>> points = new HashMap<>();
  private int rows;

  private AnnotationWebReader(String defaultReader, FrameSizes sizes, ImportLimits limits) {
    this.defaultReader = defaultReader;
    this.sizes = sizes;
    this.labels = new ImportedLabels(limits);
  }

  /**
   * Reads a file.
   *
   * @param defaultReader the reader of annotations that do not name a reader
   * @param sizes the sizes of the clips, which the file does not state
   * @throws EchoMotionException BAD_IMPORT if the file is not valid, a key frame breaks a rule, or
   *     there is no label of the left ventricle
   */
  public static List<LabelledFrame> read(
      InputStream in, String defaultReader, FrameSizes sizes, ImportLimits limits)
      throws IOException {
    DataFile file = DataFile.yaml(limits.read(in));
    AnnotationWebReader reader = new AnnotationWebReader(defaultReader, sizes, limits);
    ImportedLabels.item("the file", () -> file.elements(reader::row));
    int number = 0;
    for (Map.Entry<String, Fields> keyFrame : reader.keyFrames.entrySet()) {
      ImportedLabels.item(
          "key frame " + ++number, () -> reader.keyFrame(keyFrame.getKey(), keyFrame.getValue()));
    }
    return reader.labels.all();
  }

  private void row(Fields row) {
    ImportedLabels.item("row " + ++rows, () -> sort(row));
  }

  private void sort(Fields row) {
    Fields fields = row.child("fields");
    String key = reference(row, "pk");
    switch (row.text("model")) {
      case "annotationweb.keyframeannotation" -> put(keyFrames, key, fields);
      case "annotationweb.imageannotation" -> put(tables, "annotation " + key, fields);
      case "annotationweb.imagesequence" -> put(tables, "sequence " + key, fields);
      case "annotationweb.task" -> put(tables, "task " + key, fields);
      case "annotationweb.label" -> put(tables, "label " + key, fields);
      case "spline_segmentation.controlpoint" ->
          points.computeIfAbsent(reference(fields, "image"), k -> new ArrayList<>()).add(fields);
      default -> {
        // Other tables do not describe outlines.
      }
    }
  }

  private static void put(Map<String, Fields> table, String key, Fields fields) {
    if (table.put(key, fields) != null) {
      throw new InvalidLabelException("its pk is not unique");
    }
  }

  private void keyFrame(String key, Fields keyFrame) {
    Fields annotation = find("annotation", reference(keyFrame, "image_annotation"));
    Fields sequence = find("sequence", reference(annotation, "image"));
    String clip = clip(sequence.text("format"));
    int index = keyFrame.count("frame_nr") - sequence.count("start_frame_nr");
    String reader = reader(annotation);
    Optional<LabelledFrame> label =
        annotation.flag("rejected")
            ? Optional.of(
                LabelledFrame.notAssessable(new ClipFrame(clip, index, sizes.of(clip)), reader))
            : spline(
                    find("task", reference(annotation, "task")),
                    points.getOrDefault(key, List.of()))
                .map(
                    spline ->
                        LabelledFrame.outlined(
                            new ClipFrame(clip, index, sizes.of(clip)), reader, spline));
    label.ifPresent(
        found ->
            labels.add(
                found.stating(
                    keyFrame.optionalText("frame_metadata").flatMap(Phase::named),
                    annotation.optionalText("image_quality").flatMap(ImageQuality::named))));
  }

  private Optional<Spline> spline(Fields task, List<Fields> ofFrame) {
    boolean cardiac = task.text("type").equals(AnnotationWebWriter.OPEN);
    List<Fields> ofVentricle =
        ofFrame.stream()
            .filter(p -> cardiac ? p.integer("object") == 0 : isLeftVentricle(p))
            .sorted(Comparator.comparingLong(p -> p.integer("index")))
            .toList();
    if (ofVentricle.isEmpty()) {
      return Optional.empty();
    }
    if (ofVentricle.stream().mapToLong(p -> p.integer("object")).distinct().count() > 1) {
      throw new InvalidLabelException("it has more than one outline");
    }
    return Optional.of(
        new Spline(
            ofVentricle.stream()
                .map(
                    p ->
                        new ControlPoint(
                            OutlineCheck.point(p.number("x"), p.number("y")), p.flag("uncertain")))
                .toList(),
            !cardiac));
  }

  private boolean isLeftVentricle(Fields point) {
    return LeftVentricle.isNamed(find("label", reference(point, "label")).text("name"));
  }

  private String reader(Fields annotation) {
    String comment = annotation.optionalText("comments").orElse("");
    if (comment.startsWith(AnnotationWebWriter.READER)) {
      return comment.substring(AnnotationWebWriter.READER.length()).lines().findFirst().orElse("");
    }
    return annotation.has("user") ? reference(annotation, "user") : defaultReader;
  }

  /** The name of the pictures' folder. In {@code format}, # stands for the frame's number. */
  private static String clip(String format) {
    String[] steps = format.split("[/\\\\]", -1);
    if (steps.length < 2) {
      throw new InvalidLabelException("the sequence has no folder");
    }
    return steps[steps.length - 2];
  }

  private Fields find(String table, String key) {
    Fields fields = tables.get(table + " " + key);
    if (fields == null) {
      throw new InvalidLabelException("its " + table + " is missing");
    }
    return fields;
  }

  /** A key: a number of the database, or a placeholder. */
  private static String reference(Fields fields, String name) {
    JsonNode value = fields.node().path(name);
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw new InvalidLabelException(name + " must be a key");
    }
    return value.asText();
  }
}
