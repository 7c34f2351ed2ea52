package org.echomotion.ef.interval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.echomotion.ef.interval.IntervalCalibration.DataSet;
import org.echomotion.ef.interval.IntervalCalibration.Model;
import org.echomotion.ef.interval.IntervalCalibration.Stratum;
import org.echomotion.ef.quality.Quality.Grade;

/** A calibration as JSON: in a site's file, in a model's directory, and in a model's metadata. */
public final class CalibrationJson {

  private static final String METHOD = "split-conformal, scaled by error propagation";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CalibrationJson() {}

  /** The calibration as a JSON object. */
  public static ObjectNode of(IntervalCalibration calibration) {
    ObjectNode json = JSON.createObjectNode();
    json.put("method", METHOD).put("id", calibration.id());
    json.putObject("model")
        .put("name", calibration.model().name())
        .put("version", calibration.model().version())
        .put("sha256", calibration.model().sha256());
    json.put("coverage", calibration.coverage())
        .put("floorPoints", calibration.floorPoints())
        .put("created", calibration.created().toString());
    ArrayNode data = json.putArray("data");
    calibration
        .data()
        .forEach(set -> data.addObject().put("name", set.name()).put("studies", set.studies()));
    ArrayNode strata = json.putArray("strata");
    for (Stratum stratum : calibration.strata()) {
      ObjectNode of = strata.addObject();
      stratum.grade().ifPresent(grade -> of.put("grade", grade.name()));
      stratum.views().ifPresent(views -> of.put("views", views));
      of.put("studies", stratum.studies()).put("quantile", stratum.quantile());
    }
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
      JsonNode json = JSON.readTree(text);
      IntervalCalibration calibration =
          new IntervalCalibration(
              new Model(
                  word(json.path("model"), "name"),
                  word(json.path("model"), "version"),
                  word(json.path("model"), "sha256")),
              number(json, "coverage"),
              number(json, "floorPoints"),
              LocalDate.parse(word(json, "created")),
              data(json.path("data")),
              strata(json.path("strata")));
      if (!calibration.id().equals(word(json, "id"))) {
        throw new IllegalArgumentException("its id does not match its content, so it was changed");
      }
      return calibration;
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IllegalArgumentException("it is not a calibration: " + e.getMessage(), e);
    }
  }

  private static List<DataSet> data(JsonNode array) {
    List<DataSet> data = new ArrayList<>();
    array.forEach(set -> data.add(new DataSet(word(set, "name"), (int) number(set, "studies"))));
    return data;
  }

  private static List<Stratum> strata(JsonNode array) {
    List<Stratum> strata = new ArrayList<>();
    for (JsonNode stratum : array) {
      strata.add(
          new Stratum(
              stratum.has("grade")
                  ? Optional.of(Grade.valueOf(word(stratum, "grade")))
                  : Optional.empty(),
              stratum.has("views")
                  ? OptionalInt.of((int) number(stratum, "views"))
                  : OptionalInt.empty(),
              (int) number(stratum, "studies"),
              number(stratum, "quantile")));
    }
    return strata;
  }

  private static String word(JsonNode of, String name) {
    if (!of.path(name).isTextual()) {
      throw new IllegalArgumentException("it lacks the text field '" + name + "'");
    }
    return of.path(name).textValue();
  }

  private static double number(JsonNode of, String name) {
    if (!of.path(name).isNumber()) {
      throw new IllegalArgumentException("it lacks the number field '" + name + "'");
    }
    return of.path(name).doubleValue();
  }
}
