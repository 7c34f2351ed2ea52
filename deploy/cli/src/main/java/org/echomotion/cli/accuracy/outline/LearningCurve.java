package org.echomotion.cli.accuracy.outline;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The progress of a model's training, from the {@code metrics.csv} of its run.
 *
 * @param loss mean training loss by epoch
 * @param validDice mean Dice of the valid split by source and epoch
 */
record LearningCurve(List<Point> loss, Map<String, List<Point>> validDice) {

  /** A value after an epoch. */
  record Point(int epoch, double value) {}

  LearningCurve {
    loss = List.copyOf(loss);
    validDice = new TreeMap<>(validDice);
  }

  /**
   * Reads the curve of the run that wrote {@code model}, from the run's folder.
   *
   * @return empty if there is no {@code metrics.csv} beside the model, or it has no epoch
   * @throws IOException if it cannot be read
   */
  static Optional<LearningCurve> besides(Path model) throws IOException {
    Path metrics = model.toAbsolutePath().normalize().resolveSibling("metrics.csv");
    if (!Files.isRegularFile(metrics)) {
      return Optional.empty();
    }
    Map<Integer, Double> loss = new TreeMap<>();
    Map<String, List<Point>> dice = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(metrics)) {
      for (NamedCsvRecord row : rows) {
        int epoch = Integer.parseInt(row.getField("epoch"));
        number(row, "loss").ifPresent(value -> loss.put(epoch, value));
        number(row, "valid_dice")
            .ifPresent(
                value ->
                    dice.computeIfAbsent(
                            row.findField("source").orElse("valid"), s -> new ArrayList<>())
                        .add(new Point(epoch, value)));
      }
    }
    if (loss.isEmpty()) {
      return Optional.empty();
    }
    List<Point> points = new ArrayList<>();
    loss.forEach((epoch, value) -> points.add(new Point(epoch, value)));
    return Optional.of(new LearningCurve(points, dice));
  }

  private static Optional<Double> number(NamedCsvRecord row, String column) {
    return row.findField(column).filter(text -> !text.isBlank()).map(Double::valueOf);
  }
}
