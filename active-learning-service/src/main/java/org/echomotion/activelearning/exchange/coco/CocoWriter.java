package org.echomotion.activelearning.exchange.coco;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.CornerCoordinates;
import org.echomotion.activelearning.exchange.FrameName;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.LeftVentricle;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.Point;

/**
 * Writes COCO's instances JSON: one image for each frame, one annotation for each outline.
 *
 * <p>Fields that COCO does not define: {@code clip}, {@code frame_index} and {@code
 * not_assessable_by} of an image; {@code reader}, {@code phase} and {@code image_quality} of an
 * annotation. Lost: control points and their not-seen flags; a reader's phase and grade of a frame
 * that is not assessable.
 *
 * <p>{@code iscrowd} is 0 also with run lengths, because an annotation is one object.
 */
public final class CocoWriter {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int CATEGORY = 1;

  private final CocoForm form;
  private final JsonGenerator json;

  private CocoWriter(CocoForm form, JsonGenerator json) {
    this.form = form;
    this.json = json;
  }

  /** Writes the file, UTF-8. The stream stays open. */
  public static void write(List<LabelledFrame> labels, CocoForm form, OutputStream out)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      new CocoWriter(form, json).write(labels);
    }
  }

  private void write(List<LabelledFrame> labels) throws IOException {
    Map<ClipFrame, List<LabelledFrame>> images = new LinkedHashMap<>();
    labels.forEach(l -> images.computeIfAbsent(l.frame(), f -> new ArrayList<>()).add(l));
    json.writeStartObject();
    json.writeObjectFieldStart("info");
    json.writeStringField("description", "Left ventricle outlines by EchoMotion");
    json.writeEndObject();
    json.writeArrayFieldStart("licenses");
    json.writeEndArray();
    json.writeArrayFieldStart("categories");
    json.writeStartObject();
    json.writeNumberField("id", CATEGORY);
    json.writeStringField("name", LeftVentricle.NAME);
    json.writeStringField("supercategory", "heart");
    json.writeEndObject();
    json.writeEndArray();
    json.writeArrayFieldStart("images");
    int imageId = 0;
    for (Map.Entry<ClipFrame, List<LabelledFrame>> image : images.entrySet()) {
      image(++imageId, image.getKey(), image.getValue());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("annotations");
    imageId = 0;
    int annotationId = 0;
    for (List<LabelledFrame> ofImage : images.values()) {
      imageId++;
      for (LabelledFrame label : ofImage) {
        if (label.isOutlined()) {
          annotation(++annotationId, imageId, label);
        }
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void image(int id, ClipFrame frame, List<LabelledFrame> labels) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeStringField("file_name", FrameName.of(frame));
    json.writeNumberField("width", frame.size().width());
    json.writeNumberField("height", frame.size().height());
    json.writeStringField("clip", frame.clip());
    json.writeNumberField("frame_index", frame.index());
    json.writeArrayFieldStart("not_assessable_by");
    for (LabelledFrame label : labels) {
      if (!label.isOutlined()) {
        json.writeString(label.reader());
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void annotation(int id, int imageId, LabelledFrame label) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeNumberField("image_id", imageId);
    json.writeNumberField("category_id", CATEGORY);
    json.writeNumberField("iscrowd", 0);
    json.writeNumberField("area", new Contour(label.outline()).area());
    box(label.outline());
    if (form == CocoForm.POLYGON) {
      polygon(label.outline());
    } else {
      mask(CavityMask.of(label));
    }
    json.writeStringField("reader", label.reader());
    if (label.phase().isPresent()) {
      json.writeStringField("phase", label.phase().get().name());
    }
    if (label.imageQuality().isPresent()) {
      json.writeStringField("image_quality", label.imageQuality().get().name());
    }
    json.writeEndObject();
  }

  private void box(List<Point> outline) throws IOException {
    double left = outline.stream().mapToDouble(Point::x).min().orElseThrow();
    double top = outline.stream().mapToDouble(Point::y).min().orElseThrow();
    json.writeArrayFieldStart("bbox");
    json.writeNumber(CornerCoordinates.of(left));
    json.writeNumber(CornerCoordinates.of(top));
    json.writeNumber(outline.stream().mapToDouble(Point::x).max().orElseThrow() - left);
    json.writeNumber(outline.stream().mapToDouble(Point::y).max().orElseThrow() - top);
    json.writeEndArray();
  }

  private void polygon(List<Point> outline) throws IOException {
    json.writeArrayFieldStart("segmentation");
    json.writeStartArray();
    for (Point point : outline) {
      json.writeNumber(CornerCoordinates.of(point.x()));
      json.writeNumber(CornerCoordinates.of(point.y()));
    }
    json.writeEndArray();
    json.writeEndArray();
  }

  private void mask(CavityMask mask) throws IOException {
    int[] counts = CocoRle.counts(mask);
    json.writeObjectFieldStart("segmentation");
    json.writeArrayFieldStart("size");
    json.writeNumber(mask.size().height());
    json.writeNumber(mask.size().width());
    json.writeEndArray();
    if (form == CocoForm.COMPRESSED_RUN_LENGTHS) {
      json.writeStringField("counts", CocoRle.compressed(counts));
    } else {
      json.writeFieldName("counts");
      json.writeArray(counts, 0, counts.length);
    }
    json.writeEndObject();
  }
}
