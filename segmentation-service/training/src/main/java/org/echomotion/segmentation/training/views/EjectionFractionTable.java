package org.echomotion.segmentation.training.views;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** True ejection fractions by subject, from a table beside the data. */
final class EjectionFractionTable {

  private EjectionFractionTable() {}

  /**
   * Reads a CSV file with a header: the subject in {@code subject}, {@code patient} or {@code
   * FileName} (without its extension), the ejection fraction in {@code ef_biplane} or {@code EF}.
   *
   * @return percent, by subject
   * @throws IOException if it cannot be read, or lacks those columns
   */
  static Map<String, Double> read(Path file) throws IOException {
    Map<String, Double> table = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        Optional<String> subject = first(row, "subject", "patient", "FileName");
        Optional<String> percent = first(row, "ef_biplane", "EF");
        if (subject.isEmpty() || percent.isEmpty()) {
          throw new IOException(
              file + " needs the columns subject, patient or FileName, and ef_biplane or EF.");
        }
        table.put(
            subject.get().replaceFirst("\\.[A-Za-z0-9]+$", ""), Double.valueOf(percent.get()));
      }
    }
    return table;
  }

  private static Optional<String> first(NamedCsvRecord row, String... columns) {
    return Stream.of(columns)
        .flatMap(column -> row.findField(column).stream())
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
