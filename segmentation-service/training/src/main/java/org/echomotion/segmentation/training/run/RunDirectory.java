package org.echomotion.segmentation.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.echomotion.segmentation.training.Checkpoints;
import org.echomotion.segmentation.training.configuration.Composition;
import org.echomotion.segmentation.training.configuration.TrainingConfig;

/** The directory of a run's files. A directory belongs to one configuration. */
public record RunDirectory(Path path) {

  /**
   * Creates the directory, or opens it for the same configuration. Before the first checkpoint the
   * configuration may still change.
   *
   * @throws IllegalArgumentException if it has a run with another configuration; the message names
   *     the keys that differ
   */
  public static RunDirectory open(TrainingConfig config) throws IOException {
    RunDirectory run = new RunDirectory(Path.of(config.out()));
    Path stored = run.path().resolve("config.yaml");
    boolean begun = run.checkpoints().finishedEpochs().isPresent();
    if (begun && Files.exists(stored)) {
      List<String> differences = Composition.differences(Files.readString(stored), config);
      if (!differences.isEmpty()) {
        throw new IllegalArgumentException(
            ("%s has a run with another configuration:%n  %s%n"
                    + "Use the same values, or another out=DIR.")
                .formatted(run.path(), String.join("%n  ".formatted(), differences)));
      }
    } else if (begun) {
      throw new IllegalArgumentException(
          ("%s has checkpoints without a config.yaml. Use another out=DIR,"
                  + " with init=%s/model to start from its weights.")
              .formatted(run.path(), run.path()));
    } else {
      Files.createDirectories(run.path());
      Path next = run.path().resolve("config.yaml.next");
      Files.writeString(next, Composition.yaml(config));
      Files.move(next, stored, StandardCopyOption.ATOMIC_MOVE);
    }
    return run;
  }

  public Checkpoints checkpoints() {
    return new Checkpoints(path.resolve("checkpoints"));
  }

  public MetricsLog metrics() {
    return new MetricsLog(path.resolve("metrics.csv"));
  }

  public Path model() {
    return path.resolve("model");
  }

  /** Checkpoint prefix of the averaged weights that are being scored or exported. */
  public Path averagedWeights() {
    return path.resolve("work").resolve("averaged");
  }

  /** Checkpoint prefix of the averaged weights after {@code epoch}, kept if they were the best. */
  public Path bestWeights(int epoch) {
    return best(epoch).resolve("averaged");
  }

  private Path best() {
    return path.resolve("best");
  }

  private Path best(int epoch) {
    return best().resolve("epoch-%04d".formatted(epoch));
  }

  /** Deletes weights that were the best before {@code epoch}'s. */
  public void forgetBestBefore(int epoch) throws IOException {
    Path kept = best(epoch);
    if (Files.notExists(best())) {
      return;
    }
    try (Stream<Path> paths = Files.walk(best())) {
      for (Path stale :
          paths
              .filter(p -> !p.startsWith(kept) && !p.equals(best()))
              .sorted(Comparator.reverseOrder())
              .toList()) {
        Files.delete(stale);
      }
    }
  }
}
