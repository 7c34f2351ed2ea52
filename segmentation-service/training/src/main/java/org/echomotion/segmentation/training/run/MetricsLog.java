package org.echomotion.segmentation.training.run;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code metrics.csv}: one row per epoch and source of the valid split. It is written before the
 * epoch's checkpoint and cut back to the checkpoint on resuming, so an epoch that ran twice is
 * listed once.
 */
public final class MetricsLog {

  private static final List<String> HEADER =
      List.of(
          "epoch",
          "learning_rate",
          "loss",
          "dice",
          "gradient_norm",
          "images_per_second",
          "source",
          "valid_dice");

  private final Path file;

  MetricsLog(Path file) {
    this.file = file;
  }

  public void append(EpochResult result) throws IOException {
    boolean fresh = Files.notExists(file);
    StringWriter rows = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(rows)) {
      if (fresh) {
        csv.writeRecord(HEADER);
      }
      Map<String, Double> dice =
          result.validDice().isEmpty() ? Map.of("", Double.NaN) : new TreeMap<>(result.validDice());
      dice.forEach(
          (source, value) ->
              csv.writeRecord(
                  String.valueOf(result.epoch()),
                  number("%.3g", result.learningRate()),
                  number("%.5f", result.loss()),
                  number("%.5f", result.dice()),
                  number("%.4f", result.gradientNorm()),
                  number("%.1f", result.imagesPerSecond()),
                  source,
                  number("%.5f", value)));
    }
    // One write, so that after a kill either all rows of an epoch exist or none.
    Files.writeString(file, rows.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Mean of the sources' valid Dice as written, for each scored epoch. */
  public Map<Integer, Double> meanValidDice() throws IOException {
    Map<Integer, List<Double>> bySource = new TreeMap<>();
    for (NamedCsvRecord row : rows()) {
      if (!row.getField("valid_dice").isEmpty()) {
        bySource
            .computeIfAbsent(Integer.valueOf(row.getField("epoch")), e -> new ArrayList<>())
            .add(Double.valueOf(row.getField("valid_dice")));
      }
    }
    Map<Integer, Double> means = new TreeMap<>();
    bySource.forEach(
        (epoch, dice) ->
            means.put(epoch, dice.stream().mapToDouble(d -> d).average().orElseThrow()));
    return means;
  }

  /** Mean over sources after the rounding of this file, equal to {@link #meanValidDice}. */
  public static double meanAsWritten(Map<String, Double> validDice) {
    return validDice.values().stream()
        .mapToDouble(dice -> Double.parseDouble(number("%.5f", dice)))
        .average()
        .orElseThrow();
  }

  /** Deletes the rows of epochs after {@code finishedEpochs}. */
  public void cutBackTo(int finishedEpochs) throws IOException {
    if (Files.notExists(file)) {
      return;
    }
    StringWriter kept = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(kept)) {
      csv.writeRecord(HEADER);
      for (NamedCsvRecord row : rows()) {
        if (Integer.parseInt(row.getField("epoch")) <= finishedEpochs) {
          csv.writeRecord(row.getFields());
        }
      }
    }
    Path next = Files.writeString(file.resolveSibling("metrics.next"), kept.toString());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private List<NamedCsvRecord> rows() throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    }
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}
