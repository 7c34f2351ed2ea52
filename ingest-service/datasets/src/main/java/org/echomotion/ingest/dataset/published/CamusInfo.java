package org.echomotion.ingest.dataset.published;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code Info_2CH.cfg} or {@code Info_4CH.cfg}: lines of {@code key: value}.
 *
 * @param diastole index of the ED frame in the sequence, from 0
 * @param systole index of the ES frame
 * @param quality the set's word for the image quality; {@code unknown} where it has none
 */
record CamusInfo(OptionalInt diastole, OptionalInt systole, String quality) {

  static CamusInfo read(Path file) throws IOException {
    Map<String, String> values = new HashMap<>();
    if (Files.isRegularFile(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        String[] parts = line.split(":", 2);
        if (parts.length == 2) {
          values.put(parts[0].strip(), parts[1].strip());
        }
      }
    }
    String quality = values.getOrDefault("ImageQuality", "");
    return new CamusInfo(
        frame(values, "ED"), frame(values, "ES"), quality.isEmpty() ? "unknown" : quality);
  }

  /** The files count frames from 1. */
  private static OptionalInt frame(Map<String, String> values, String key) {
    String value = values.getOrDefault(key, "");
    return value.matches("[1-9][0-9]{0,3}")
        ? OptionalInt.of(Integer.parseInt(value) - 1)
        : OptionalInt.empty();
  }
}
