package org.echomotion.segmentation.training.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a run that are tracked with its figures: those at the top of its directory
 * (configuration, metrics, data card, figures), and all of the model and its evaluation.
 * Checkpoints are not included.
 */
final class RunArtefacts {

  private static final Set<String> FOLDERS = Set.of("model", "evaluation", "figures");
  private static final List<String> NOT_KEPT = List.of("tracking.properties");

  private RunArtefacts() {}

  /** Files by their path inside the run, with forward slashes. */
  static Map<String, Path> of(Path run) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(run)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path inside = run.relativize(path);
        boolean kept =
            inside.getNameCount() == 1
                ? !NOT_KEPT.contains(inside.toString())
                : FOLDERS.contains(inside.getName(0).toString());
        if (kept) {
          files.put(inside.toString().replace('\\', '/'), path);
        }
      }
    }
    return files;
  }
}
