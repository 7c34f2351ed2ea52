package org.echomotion.activelearning.exchange.annotationweb;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.echomotion.activelearning.exchange.ControlPoint;
import org.echomotion.activelearning.exchange.ImageQuality;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.LeftVentricle;
import org.echomotion.activelearning.exchange.Spline;

/**
 * Writes annotationweb's YAML: a list of rows with {@code model}, {@code pk} and {@code fields}.
 * Rows refer to each other by placeholders such as {@code $annotationweb$label$1$}. Each clip is a
 * subject with one image sequence. Each reader has an image annotation of it. Each label is a key
 * frame. Open splines belong to a task {@code cardiac_segmentation}, closed ones to a task {@code
 * spline_segmentation}.
 *
 * <p>annotationweb's own export leaves the user out, so the comment names the reader: {@code
 * reader: name}. Lost: the size of the frames. An outline without control points becomes a closed
 * spline through 120 points of it.
 */
public final class AnnotationWebWriter {

  static final String READER = "reader: ";
  static final String OPEN = "cardiac_segmentation";
  static final String CLOSED = "spline_segmentation";

  private static final String CORE = "annotationweb";

  private record Sitting(
      String clip, String task, String reader, boolean rejected, Optional<ImageQuality> quality) {}

  private record Sequence(String clip) {}

  private record Task(String type) {}

  private final DatabaseRows rows;
  private final ToIntFunction<String> frameCounts;
  private final Instant date;

  private AnnotationWebWriter(DatabaseRows rows, ToIntFunction<String> counts, Instant date) {
    this.rows = rows;
    this.frameCounts = counts;
    this.date = date;
  }

  /**
   * Writes the file, UTF-8. The stream stays open.
   *
   * @param frameCounts the number of frames of each clip
   * @param date of the annotations
   */
  public static void write(
      List<LabelledFrame> labels, ToIntFunction<String> frameCounts, Instant date, OutputStream out)
      throws IOException {
    try (DatabaseRows rows = new DatabaseRows(out)) {
      AnnotationWebWriter writer = new AnnotationWebWriter(rows, frameCounts, date);
      for (LabelledFrame label : labels) {
        writer.add(label);
      }
    }
  }

  private void add(LabelledFrame label) throws IOException {
    Optional<Spline> spline =
        label
            .spline()
            .or(() -> Optional.of(label.outline()).filter(o -> !o.isEmpty()).map(Spline::along));
    Sitting sitting =
        new Sitting(
            label.frame().clip(),
            spline.isPresent() && spline.get().closed() ? CLOSED : OPEN,
            label.reader(),
            !label.isOutlined(),
            label.imageQuality());
    String image =
        rows.row(
            CORE,
            "keyframeannotation",
            "image_annotation",
            rows.once(sitting, () -> annotation(sitting)),
            "frame_nr",
            label.frame().index(),
            "frame_metadata",
            label.phase().map(Enum::name).orElse(""));
    if (spline.isPresent()) {
      points(spline.get().points(), image);
    }
  }

  private void points(List<ControlPoint> points, String image) throws IOException {
    for (int i = 0; i < points.size(); i++) {
      rows.row(
          CLOSED,
          "controlpoint",
          "image",
          image,
          "label",
          label(),
          "x",
          points.get(i).position().x(),
          "y",
          points.get(i).position().y(),
          "index",
          i,
          "object",
          0,
          "uncertain",
          points.get(i).notSeen());
    }
  }

  private String annotation(Sitting sitting) throws IOException {
    return rows.row(
        CORE,
        "imageannotation",
        "image",
        rows.once(new Sequence(sitting.clip()), () -> sequence(sitting.clip())),
        "task",
        rows.once(new Task(sitting.task()), () -> task(sitting.task())),
        "user",
        null,
        "date",
        date.toString(),
        "image_quality",
        sitting.quality().map(AnnotationWebWriter::grade).orElse(""),
        "comments",
        READER + sitting.reader(),
        "rejected",
        sitting.rejected(),
        "finished",
        true);
  }

  private static String grade(ImageQuality quality) {
    return switch (quality) {
      case POOR -> "poor";
      case MEDIUM -> "ok";
      case GOOD -> "good";
    };
  }

  private String sequence(String clip) throws IOException {
    String subject = rows.row(CORE, "subject", "name", clip, "dataset", dataset());
    return rows.row(
        CORE,
        "imagesequence",
        "format",
        clip + "/#.png",
        "subject",
        subject,
        "nr_of_frames",
        frameCounts.applyAsInt(clip),
        "start_frame_nr",
        0);
  }

  private String task(String type) throws IOException {
    return rows.row(
        CORE,
        "task",
        "name",
        LeftVentricle.NAME + ", " + type,
        "type",
        type,
        "label",
        List.of(label()),
        "dataset",
        List.of(dataset()),
        "description",
        "");
  }

  private String label() throws IOException {
    return rows.once(
        "label",
        () ->
            rows.row(
                CORE,
                "label",
                "name",
                LeftVentricle.NAME,
                "color_red",
                255,
                "color_green",
                0,
                "color_blue",
                0));
  }

  private String dataset() throws IOException {
    return rows.once("dataset", () -> rows.row(CORE, "dataset", "name", "EchoMotion"));
  }
}
