package org.echomotion.segmentation.training;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** {@code metrics.csv}: one row per epoch and source of the valid split. */
final class MetricsLog {

  private static final List<String> HEADER =
      List.of(
          "epoch",
          "learning_rate",
          "loss",
          "gradient_norm",
          "images_per_second",
          "source",
          "valid_dice");

  private final Path file;

  MetricsLog(Path file) {
    this.file = file;
  }

  void append(
      int epoch,
      double learningRate,
      double loss,
      double gradientNorm,
      double imagesPerSecond,
      String source,
      double dice)
      throws IOException {
    boolean fresh = Files.notExists(file);
    try (CsvWriter csv =
        CsvWriter.builder().build(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      if (fresh) {
        csv.writeRecord(HEADER);
      }
      csv.writeRecord(
          String.valueOf(epoch),
          number("%.3g", learningRate),
          number("%.5f", loss),
          number("%.4f", gradientNorm),
          number("%.1f", imagesPerSecond),
          source,
          number("%.5f", dice));
    }
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}
