package org.echomotion.ingest.dataset.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.labelled.SplitDraw;

/**
 * The splits of CAMUS: files such as {@code subgroup_training.txt} with one patient per line, in
 * the set's folder or its {@code database_split}.
 */
final class CamusSplits {

  private static final Map<String, Split> FILES = new LinkedHashMap<>();

  static {
    FILES.put("subgroup_training.txt", Split.TRAIN);
    FILES.put("subgroup_validation.txt", Split.VALID);
    FILES.put("subgroup_testing.txt", Split.TEST);
  }

  private final Map<String, Split> splits;
  private final SplitDraw draw;

  private CamusSplits(Map<String, Split> splits, SplitDraw draw) {
    this.splits = splits;
    this.draw = draw;
  }

  /** Reads the splits from the files; without files, {@code draw} decides. */
  static CamusSplits read(Path folder, SplitDraw draw) throws IOException {
    Map<String, Split> splits = new HashMap<>();
    for (Path place : List.of(folder, folder.resolve("database_split"))) {
      for (Map.Entry<String, Split> file : FILES.entrySet()) {
        Path listed = place.resolve(file.getKey());
        if (Files.isRegularFile(listed)) {
          Files.readAllLines(listed).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .forEach(patient -> splits.put(patient, file.getValue()));
        }
      }
    }
    return new CamusSplits(splits, draw);
  }

  /** Returns a patient's split; empty if there are files but none of them names the patient. */
  Optional<Split> of(String patient) {
    return splits.isEmpty()
        ? Optional.of(draw.of(patient))
        : Optional.ofNullable(splits.get(patient));
  }
}
