package org.echomotion.segmentation.training.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.DataLicence;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.evaluation.Calibration;
import org.echomotion.segmentation.evaluation.Evaluation;
import org.echomotion.segmentation.network.InferenceGraph;
import org.echomotion.segmentation.training.configuration.TrainingConfig;

/** A shipped model: a saved model's files and {@code model.json}. */
public final class ModelDirectory {

  static final String VERSION = "0.1.0";

  private static final String SAVED_MODEL = "saved_model.pb";

  private ModelDirectory() {}

  /**
   * Exports {@code inference} into {@code directory} and replaces its content.
   *
   * @param evaluations scores by split
   * @param calibration calibration of {@code inference}; empty if there was no data for one
   */
  static void write(
      Path directory,
      TrainingConfig config,
      PreparedDataset dataset,
      Map<String, Evaluation> evaluations,
      Optional<Calibration> calibration,
      InferenceGraph inference)
      throws IOException {
    makeEmpty(directory);
    inference.export(directory);
    Map<String, Long> frames =
        dataset.split("train").stream()
            .collect(Collectors.groupingBy(f -> f.source(), TreeMap::new, Collectors.counting()));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", config.modelName());
    model.put("version", VERSION);
    model.put("sha256", sha256(directory));
    model.put(
        "sha256Of",
        "the lines 'SHA-256, two blanks, path, newline' of every file but model.json, by path");
    model.put("inputShape", List.of(-1, WorkingFrame.SIDE, WorkingFrame.SIDE, 1));
    model.put("preprocessingVersion", dataset.preprocessing());
    model.put("trainingData", frames);
    Set<String> lineage = Lineage.of(config, frames.keySet());
    model.put(Lineage.KEY, lineage);
    model.put("licence", DataLicence.ofWeights(lineage));
    model.put("citation", DataLicence.citations(lineage));
    Map<String, Object> metrics = new TreeMap<>();
    evaluations.forEach((split, evaluation) -> metrics.put(split, evaluation.groups()));
    model.put("metrics", metrics);
    calibration.ifPresent(c -> model.put("calibration", c));
    model.put("training", summary(config));
    model.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(directory.resolve("model.json").toFile(), model);
  }

  /**
   * SHA-256 over the listing of a model's files, as {@code find * -type f ! -name model.json |
   * LC_ALL=C sort | xargs sha256sum | sha256sum} prints it.
   */
  public static String sha256(Path directory) throws IOException {
    StringBuilder listing = new StringBuilder();
    for (Path file : files(directory)) {
      String name = directory.relativize(file).toString().replace('\\', '/');
      if (!name.equals("model.json")) {
        listing.append(hash(Files.readAllBytes(file))).append("  ").append(name).append('\n');
      }
    }
    return hash(listing.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> summary(TrainingConfig config) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("epochs", config.optim().epochs());
    summary.put("batchSize", config.optim().batch());
    summary.put("learningRate", config.optim().rate());
    summary.put("weightDecay", config.optim().decay());
    summary.put("averageDecay", config.optim().average());
    summary.put("patience", config.optim().patience());
    summary.put("samplesPerEpoch", config.data().samples());
    summary.put("sourceShares", config.data().shares());
    summary.put("validFraction", config.data().validFraction());
    summary.put("fold", config.data().fold());
    summary.put("folds", config.data().folds());
    summary.put("startedFromWeights", config.initialWeights().isPresent());
    summary.put("selfTraining", !config.data().teacher().isEmpty());
    summary.put("pretrainedEncoder", !config.model().pretrained().isEmpty());
    summary.put("seed", config.seed());
    summary.put("attention", config.network().attention());
    summary.put("dropout", config.network().dropout());
    return summary;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(p -> directory.relativize(p).toString().replace('\\', '/')))
          .toList();
    }
  }

  /**
   * Makes an empty directory for a model. An earlier model in it is deleted. Anything else is kept:
   * its directory is renamed to {@code NAME.old}, {@code NAME.old2} and so on.
   */
  public static void makeEmpty(Path directory) throws IOException {
    if (Files.exists(directory.resolve(SAVED_MODEL))) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } else if (Files.exists(directory)) {
      Path old = directory.resolveSibling(directory.getFileName() + ".old");
      for (int n = 2; Files.exists(old); n++) {
        old = directory.resolveSibling(directory.getFileName() + ".old" + n);
      }
      Files.move(directory, old);
    }
    Files.createDirectories(directory);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
