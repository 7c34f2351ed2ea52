package org.echomotion.ef.interval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.List;
import org.echomotion.ef.Sha256;

/** A calibration as JSON: in a site's file, in a model's directory, and in a model's metadata. */
public final class CalibrationJson {

  private static final String METHOD = "conformal prediction, by set, planes and range";
  private static final int ID_DIGITS = 12;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private CalibrationJson() {}

  /** The calibration as a JSON object. */
  public static ObjectNode of(IntervalCalibration calibration) {
    ObjectNode json = JSON.createObjectNode();
    json.put("method", METHOD).put("id", id(calibration));
    json.setAll(JSON.<ObjectNode>valueToTree(calibration));
    return json;
  }

  /**
   * Reads a calibration that {@link #of} wrote.
   *
   * @throws IllegalArgumentException if it is not such a JSON object, or if its id does not match
   *     its content because it was changed
   */
  public static IntervalCalibration parse(String text) {
    try {
      if (!(JSON.readTree(text) instanceof ObjectNode json)) {
        throw new IllegalArgumentException("it is not a JSON object");
      }
      if (!METHOD.equals(json.path("method").asText())) {
        throw new IllegalArgumentException(
            "its method is not '" + METHOD + "': it was made by another version");
      }
      String id = json.path("id").asText();
      IntervalCalibration calibration =
          JSON.treeToValue(json.without(List.of("method", "id")), IntervalCalibration.class);
      if (!id(calibration).equals(id)) {
        throw new IllegalArgumentException("its id does not match its content, so it was changed");
      }
      return calibration;
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IllegalArgumentException("it is not a calibration: " + e.getMessage(), e);
    }
  }

  /** The id of a calibration: the beginning of a hash over all its fields. */
  static String id(IntervalCalibration calibration) {
    StringBuilder text = new StringBuilder();
    append(JSON.valueToTree(calibration), text);
    return Sha256.of(text.toString()).substring(0, ID_DIGITS);
  }

  // Java versions print doubles differently; the bits are the same.
  private static void append(JsonNode node, StringBuilder text) {
    if (node.isNumber()) {
      text.append(Long.toHexString(Double.doubleToLongBits(node.doubleValue())));
    } else if (node.isValueNode()) {
      text.append(node.asText());
    } else {
      node.fieldNames().forEachRemaining(text::append);
      node.forEach(child -> append(child, text));
    }
    text.append(';');
  }
}
