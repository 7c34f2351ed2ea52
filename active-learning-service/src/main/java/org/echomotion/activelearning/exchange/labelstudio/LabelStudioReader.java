package org.echomotion.activelearning.exchange.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.DataFile;
import org.echomotion.activelearning.exchange.Fields;
import org.echomotion.activelearning.exchange.FrameName;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImageQuality;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.ImportedLabels;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.Phase;
import org.echomotion.error.EchoMotionException;

/**
 * Reads Label Studio's JSON export (not JSON_MIN). Clip and frame are the task's data {@code clip}
 * and {@code frame_index}, or else are taken from the name of {@code image} ({@link FrameName}).
 * The reader is the e-mail address, the user name or the number in {@code completed_by}. Cancelled
 * annotations, drafts and predictions are skipped.
 */
public final class LabelStudioReader {

  private final String defaultReader;
  private final ImportedLabels labels;
  private int tasks;

  private LabelStudioReader(String defaultReader, ImportLimits limits) {
    this.defaultReader = defaultReader;
    this.labels = new ImportedLabels(limits);
  }

  /**
   * Reads a file.
   *
   * @param defaultReader the reader of annotations without {@code completed_by}
   * @throws EchoMotionException BAD_IMPORT if the file is not valid, an annotation breaks a rule,
   *     or there is no label of the left ventricle
   */
  public static List<LabelledFrame> read(InputStream in, String defaultReader, ImportLimits limits)
      throws IOException {
    DataFile file = DataFile.json(limits.read(in));
    LabelStudioReader reader = new LabelStudioReader(defaultReader, limits);
    ImportedLabels.item("the file", () -> file.elements(reader::task));
    return reader.labels.all();
  }

  private void task(Fields task) {
    ImportedLabels.item(
        "task " + ++tasks,
        () ->
            task.items("annotations").stream()
                .filter(annotation -> !annotation.flag("was_cancelled"))
                .forEach(annotation -> annotation(task.child("data"), annotation)));
  }

  private void annotation(Fields data, Fields annotation) {
    AnnotationResult result = AnnotationResult.of(annotation.items("result"), labels);
    if (result.isEmpty()) {
      return;
    }
    FrameSize size =
        result.size().orElseThrow(() -> new InvalidLabelException("its size is missing"));
    ClipFrame frame = FrameName.stated(data, "image", size);
    String reader = reader(annotation.child("completed_by"));
    LabelledFrame label =
        result.notAssessable()
            ? LabelledFrame.notAssessable(frame, reader)
            : LabelledFrame.outlined(frame, reader, result.outline());
    labels.add(
        label.stating(
            result.choice("phase").flatMap(Phase::named),
            result.choice("quality").flatMap(ImageQuality::named)));
  }

  private String reader(Fields completedBy) {
    JsonNode node = completedBy.node();
    if (node.isIntegralNumber() || node.isTextual()) {
      return node.asText();
    }
    Optional<String> name =
        completedBy.optionalText("email").or(() -> completedBy.optionalText("username"));
    return name.or(
            () ->
                completedBy.has("id")
                    ? Optional.of(completedBy.node().path("id").asText())
                    : Optional.empty())
        .orElse(defaultReader);
  }
}
