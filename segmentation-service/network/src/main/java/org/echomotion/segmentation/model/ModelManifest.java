package org.echomotion.segmentation.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.echomotion.frame.WorkingFrame;

/**
 * The part of {@code model.json} needed for serving.
 *
 * @param name name, for example {@code echomotionnet-b0}
 * @param version version, for example {@code 1.0.0}
 * @param sha256 {@link ModelFingerprint} of the other files
 * @param inputShape rows, columns, channels of a frame; a model of other tensors has its shapes in
 *     its signature
 * @param preprocessingVersion preprocessing of the training frames, for example {@code v1}
 * @param licence licence of the weights, in words
 * @param citation publication of the training data; null or empty if there is none
 * @param lineage data sets that the weights come from; null if they are not stated
 * @param created when the model was trained, ISO 8601; null if it is not stated
 * @param metrics figures of performance, see {@link ModelMetric}; null if there are none
 * @param efCalibration calibration of ejection fractions' intervals with this model, used by
 *     ef-service; null if the model has none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelManifest(
    String name,
    String version,
    String sha256,
    List<Integer> inputShape,
    String preprocessingVersion,
    String licence,
    String citation,
    List<String> lineage,
    String created,
    JsonNode metrics,
    JsonNode efCalibration) {

  /** The calibration of the ejection fraction's interval, as JSON. */
  public Optional<String> ejectionFractionCalibration() {
    return Optional.ofNullable(efCalibration).filter(JsonNode::isObject).map(JsonNode::toString);
  }

  /** The figures of its performance. */
  public List<ModelMetric> performance() {
    return metrics == null ? List.of() : ModelMetric.of(metrics);
  }

  /** When the model was trained; empty if {@code model.json} states no valid time. */
  public Optional<Instant> createdAt() {
    try {
      return Optional.ofNullable(created).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Describes what is missing; empty if nothing is. */
  String flaw() {
    if (blank(name) || blank(version) || blank(preprocessingVersion) || blank(licence)) {
      return "model.json has no name, version, preprocessingVersion or licence";
    }
    if (sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
      return "model.json has no sha256 of 64 lower-case hex digits";
    }
    return "";
  }

  /** Describes why it does not accept frames; empty if it does. */
  String frameFlaw() {
    List<Integer> frame = List.of(WorkingFrame.SIDE, WorkingFrame.SIDE, 1);
    int sizes = inputShape == null ? 0 : inputShape.size();
    if (sizes < 3 || !inputShape.subList(sizes - 3, sizes).equals(frame)) {
      return "its inputShape is " + inputShape + ", not " + frame;
    }
    return "";
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}
