package org.echomotion.standalone.evaluation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A set's own ejection fractions.
 *
 * @param percent by subject
 */
public record ReferenceTable(Map<String, Double> percent) {

  private static final List<String> SUBJECT = List.of("subject", "patient", "FileName");
  private static final List<String> EJECTION_FRACTION = List.of("ef_biplane", "EF");

  public ReferenceTable {
    percent = Map.copyOf(percent);
  }

  /** No references. */
  public static ReferenceTable none() {
    return new ReferenceTable(Map.of());
  }

  /**
   * Reads a table with a column subject, patient or FileName and a column ef_biplane or EF; empty
   * where it lacks one of them. The first number of a subject counts.
   *
   * @throws IOException if the table cannot be read, or holds something else than a number
   */
  public static Optional<ReferenceTable> read(Path table) throws IOException {
    Map<String, Double> percent = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(table)) {
      for (NamedCsvRecord row : rows) {
        Optional<String> subject = first(row, SUBJECT);
        Optional<String> number = first(row, EJECTION_FRACTION);
        if (subject.isEmpty() || number.isEmpty()) {
          return Optional.empty();
        }
        if (!number.get().isBlank()) {
          percent.putIfAbsent(
              subject.get().replaceFirst("\\.avi$", ""), Double.parseDouble(number.get().strip()));
        }
      }
    } catch (NumberFormatException e) {
      throw new IOException(table + " holds an ejection fraction that is no number.", e);
    }
    return Optional.of(new ReferenceTable(percent));
  }

  /** A subject's ejection fraction in percent, where the set gives it. */
  public OptionalDouble of(String subject) {
    Double known = percent.get(subject);
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
  }

  private static Optional<String> first(NamedCsvRecord row, List<String> columns) {
    return columns.stream().flatMap(column -> row.findField(column).stream()).findFirst();
  }
}
