package org.echomotion.activelearning.exchange.labelstudio;

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
import org.echomotion.activelearning.exchange.FrameName;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.LeftVentricle;

/**
 * Writes Label Studio's JSON: one task for each frame, one annotation for each reader. The
 * annotation holds a brush label, or the choice "not assessable", and choices for the phase and the
 * grade. The labelling interface needs the tags {@code <BrushLabels name="outline">} and {@code
 * <Choices name="verdict">}, {@code "phase"} and {@code "quality"}.
 *
 * <p>{@code completed_by} is {@code {"email": reader}}. Label Studio accepts it if a member of the
 * project has this address.
 *
 * <p>Lost: the points of the outline, control points and their not-seen flags; the mask remains.
 */
public final class LabelStudioWriter {

  private static final JsonFactory JSON = new JsonFactory();
  static final String NOT_ASSESSABLE = "not assessable";

  private final JsonGenerator json;
  private final String pictureFolder;

  private LabelStudioWriter(JsonGenerator json, String pictureFolder) {
    this.json = json;
    this.pictureFolder = pictureFolder;
  }

  /**
   * Writes the file, UTF-8. The stream stays open.
   *
   * @param pictureFolder address of the folder with the frames' pictures, as Label Studio reads
   *     them, with a slash at the end
   */
  public static void write(List<LabelledFrame> labels, String pictureFolder, OutputStream out)
      throws IOException {
    Map<ClipFrame, List<LabelledFrame>> tasks = new LinkedHashMap<>();
    labels.forEach(l -> tasks.computeIfAbsent(l.frame(), f -> new ArrayList<>()).add(l));
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      LabelStudioWriter writer = new LabelStudioWriter(json, pictureFolder);
      json.writeStartArray();
      for (Map.Entry<ClipFrame, List<LabelledFrame>> task : tasks.entrySet()) {
        writer.task(task.getKey(), task.getValue());
      }
      json.writeEndArray();
    }
  }

  private void task(ClipFrame frame, List<LabelledFrame> labels) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("data");
    json.writeStringField("image", pictureFolder + FrameName.of(frame));
    json.writeStringField("clip", frame.clip());
    json.writeNumberField("frame_index", frame.index());
    json.writeEndObject();
    json.writeArrayFieldStart("annotations");
    for (LabelledFrame label : labels) {
      json.writeStartObject();
      json.writeObjectFieldStart("completed_by");
      json.writeStringField("email", label.reader());
      json.writeEndObject();
      json.writeBooleanField("was_cancelled", false);
      json.writeArrayFieldStart("result");
      if (label.isOutlined()) {
        brush(label);
      } else {
        choice(label, "verdict", NOT_ASSESSABLE);
      }
      if (label.phase().isPresent()) {
        choice(label, "phase", label.phase().get().name());
      }
      if (label.imageQuality().isPresent()) {
        choice(label, "quality", label.imageQuality().get().name());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void brush(LabelledFrame label) throws IOException {
    startResult(label, "outline", "brushlabels");
    json.writeObjectFieldStart("value");
    json.writeStringField("format", "rle");
    json.writeArrayFieldStart("rle");
    for (byte b : BrushRle.of(CavityMask.of(label))) {
      json.writeNumber(Byte.toUnsignedInt(b));
    }
    json.writeEndArray();
    endValue("brushlabels", LeftVentricle.NAME);
  }

  private void choice(LabelledFrame label, String tag, String choice) throws IOException {
    startResult(label, tag, "choices");
    json.writeObjectFieldStart("value");
    endValue("choices", choice);
  }

  private void startResult(LabelledFrame label, String tag, String type) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", tag);
    json.writeStringField("from_name", tag);
    json.writeStringField("to_name", "image");
    json.writeStringField("type", type);
    json.writeNumberField("original_width", label.frame().size().width());
    json.writeNumberField("original_height", label.frame().size().height());
    json.writeNumberField("image_rotation", 0);
  }

  private void endValue(String type, String value) throws IOException {
    json.writeArrayFieldStart(type);
    json.writeString(value);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }
}
