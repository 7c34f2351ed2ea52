package org.echomotion.cli.accuracy.agreement;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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

  /** Returns an empty table. */
  public static ReferenceTable none() {
    return new ReferenceTable(Map.of());
  }

  /**
   * Reads a table with a column subject, patient or FileName and a column ef_biplane or EF. The
   * first number of a subject counts.
   *
   * @return empty if one of the columns is missing
   * @throws IOException if the table cannot be read, or an ejection fraction is not a number
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
      throw new IOException(table + ": an ejection fraction is not a number.", e);
    }
    return Optional.of(new ReferenceTable(percent));
  }

  /**
   * Reads a folder in CAMUS's own layout: {@code LVef} in {@code patientNNNN/Info_*.cfg}. The table
   * is empty if there are no such files.
   *
   * @throws IOException if one cannot be read
   */
  public static ReferenceTable ofCamus(Path folder) throws IOException {
    Map<String, Double> percent = new LinkedHashMap<>();
    try (DirectoryStream<Path> patients = Files.newDirectoryStream(folder, "patient*")) {
      for (Path patient : patients) {
        for (String view : List.of("4CH", "2CH")) {
          Path info = patient.resolve("Info_" + view + ".cfg");
          for (String line :
              Files.isRegularFile(info) ? Files.readAllLines(info) : List.<String>of()) {
            if (line.matches("LVef:\\s*[0-9.]+\\s*")) {
              percent.putIfAbsent(
                  patient.getFileName().toString(), Double.parseDouble(line.substring(5).strip()));
            }
          }
        }
      }
    }
    return new ReferenceTable(percent);
  }

  /** Returns a subject's ejection fraction in percent; empty if the set does not state it. */
  public OptionalDouble of(String subject) {
    Double known = percent.get(subject);
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
  }

  private static Optional<String> first(NamedCsvRecord row, List<String> columns) {
    return columns.stream().flatMap(column -> row.findField(column).stream()).findFirst();
  }
}
