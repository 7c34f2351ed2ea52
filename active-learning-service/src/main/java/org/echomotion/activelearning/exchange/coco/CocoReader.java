package org.echomotion.activelearning.exchange.coco;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.CornerCoordinates;
import org.echomotion.activelearning.exchange.DataFile;
import org.echomotion.activelearning.exchange.Fields;
import org.echomotion.activelearning.exchange.FrameName;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImageQuality;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.ImportedLabels;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.LeftVentricle;
import org.echomotion.activelearning.exchange.Phase;
import org.echomotion.ef.contour.Point;
import org.echomotion.error.EchoMotionException;

/**
 * Reads COCO's instances JSON. Clip and frame are the image's fields {@code clip} and {@code
 * frame_index}, or else are taken from {@code file_name} ({@link FrameName}). Annotations of other
 * categories are skipped.
 */
public final class CocoReader {

  private final String defaultReader;
  private final ImportedLabels labels;
  private final Set<Long> categories = new HashSet<>();
  private final Map<Long, ClipFrame> images = new HashMap<>();
  private int items;

  private CocoReader(String defaultReader, ImportLimits limits) {
    this.defaultReader = defaultReader;
    this.labels = new ImportedLabels(limits);
  }

  /**
   * Reads a file.
   *
   * @param defaultReader the reader of annotations that do not name a reader
   * @throws EchoMotionException BAD_IMPORT if the file is not valid, an annotation breaks a rule,
   *     or there is no outline of the left ventricle
   */
  public static List<LabelledFrame> read(InputStream in, String defaultReader, ImportLimits limits)
      throws IOException {
    DataFile file = DataFile.json(limits.read(in));
    CocoReader reader = new CocoReader(defaultReader, limits);
    ImportedLabels.item("the file", () -> reader.read(file));
    return reader.labels.all();
  }

  private void read(DataFile file) {
    file.elements("categories", this::category);
    file.elements("images", image -> ImportedLabels.item("image " + ++items, () -> image(image)));
    items = 0;
    file.elements(
        "annotations",
        annotation -> ImportedLabels.item("annotation " + ++items, () -> annotation(annotation)));
  }

  private void category(Fields category) {
    if (LeftVentricle.isNamed(category.text("name"))) {
      categories.add(category.integer("id"));
    }
  }

  private void image(Fields image) {
    FrameSize size = new FrameSize(image.count("width"), image.count("height"));
    ClipFrame frame = FrameName.stated(image, "file_name", size);
    if (images.put(image.integer("id"), frame) != null) {
      throw new InvalidLabelException("its id is not unique");
    }
    image
        .texts("not_assessable_by")
        .forEach(reader -> labels.add(LabelledFrame.notAssessable(frame, reader)));
  }

  private void annotation(Fields annotation) {
    if (!categories.contains(annotation.integer("category_id"))) {
      return;
    }
    ClipFrame frame = images.get(annotation.integer("image_id"));
    if (frame == null) {
      throw new InvalidLabelException("its image is missing");
    }
    labels.add(
        LabelledFrame.outlined(
                frame,
                annotation.optionalText("reader").orElse(defaultReader),
                outline(annotation, frame.size()))
            .stating(
                annotation.optionalText("phase").flatMap(Phase::named),
                annotation.optionalText("image_quality").flatMap(ImageQuality::named)));
  }

  private List<Point> outline(Fields annotation, FrameSize size) {
    if (annotation.node().path("segmentation").isObject()) {
      return mask(annotation.child("segmentation"), size).outline();
    }
    List<Fields> parts = annotation.items("segmentation");
    if (parts.size() != 1) {
      throw new InvalidLabelException("it has " + parts.size() + " outlines; one is needed");
    }
    return CornerCoordinates.outline(parts.get(0).numbers());
  }

  private CavityMask mask(Fields segmentation, FrameSize size) {
    int[] stated = segmentation.child("size").counts();
    if (stated.length != 2 || stated[0] != size.height() || stated[1] != size.width()) {
      throw new InvalidLabelException("its mask has another size than its image");
    }
    labels.countMask(size);
    return CocoRle.mask(
        segmentation
            .optionalText("counts")
            .map(CocoRle::uncompressed)
            .orElseGet(() -> segmentation.child("counts").counts()),
        size);
  }
}
