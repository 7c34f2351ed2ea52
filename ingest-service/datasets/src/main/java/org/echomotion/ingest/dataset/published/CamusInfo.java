package org.echomotion.ingest.dataset.published;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * {@code Info_2CH.cfg} or {@code Info_4CH.cfg}: lines of {@code key: value} or {@code key = value},
 * keys in any case.
 *
 * @param diastole index of the ED frame in the sequence, from 0
 * @param systole index of the ES frame
 * @param quality the set's word for the image quality; {@code unknown} if it has none
 * @param ejectionFractionPercent the data set's ejection fraction ({@code LVef} or {@code EF}),
 *     from both views
 */
public record CamusInfo(
    OptionalInt diastole,
    OptionalInt systole,
    String quality,
    OptionalDouble ejectionFractionPercent) {

  /** Reads a file; all values are unknown if there is none. */
  static CamusInfo read(Path file) throws IOException {
    Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (Files.isRegularFile(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        String[] parts = line.split("[:=]", 2);
        if (parts.length == 2) {
          values.put(parts[0].strip(), parts[1].strip());
        }
      }
    }
    String quality = values.getOrDefault("ImageQuality", "");
    return new CamusInfo(
        frame(values, "ED"),
        frame(values, "ES"),
        quality.isEmpty() ? "unknown" : quality,
        percent(values.getOrDefault("LVef", values.getOrDefault("EF", ""))));
  }

  /**
   * Reads the ejection fractions of a folder of patients, {@code patientNNNN/Info_*.cfg}.
   *
   * @return percent by patient; empty if there are no such files
   * @throws IOException if one cannot be read
   */
  public static Map<String, Double> ejectionFractions(Path folder) throws IOException {
    Map<String, Double> percent = new LinkedHashMap<>();
    try (DirectoryStream<Path> patients = Files.newDirectoryStream(folder, "patient*")) {
      for (Path patient : patients) {
        for (String chamber : List.of("4CH", "2CH")) {
          read(patient.resolve("Info_" + chamber + ".cfg"))
              .ejectionFractionPercent()
              .ifPresent(value -> percent.putIfAbsent(patient.getFileName().toString(), value));
        }
      }
    }
    return percent;
  }

  private static OptionalDouble percent(String value) {
    return value.matches("[0-9]{1,3}(\\.[0-9]*)?")
        ? OptionalDouble.of(Double.parseDouble(value))
        : OptionalDouble.empty();
  }

  /** Whether both frames are named and lie in a sequence of {@code count} frames. */
  boolean within(int count) {
    return diastole.isPresent()
        && systole.isPresent()
        && diastole.getAsInt() < count
        && systole.getAsInt() < count;
  }

  /** The files count frames from 1. */
  private static OptionalInt frame(Map<String, String> values, String key) {
    String value = values.getOrDefault(key, "");
    return value.matches("[1-9][0-9]{0,3}(\\.0*)?")
        ? OptionalInt.of((int) Double.parseDouble(value) - 1)
        : OptionalInt.empty();
  }
}
