package org.echomotion.ingest.dataset.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The ejection fractions published with a data set.
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
   * Reads a table in any spelling of {@link TableRow}. The subject is in the column subject,
   * patient or FileName (without {@code .avi}), the ejection fraction in the column ef_biplane or
   * EF. A subject's first ejection fraction is used; empty ones are skipped.
   *
   * @return empty if one of the columns is missing
   * @throws IOException if the table cannot be read, a subject is empty, or an ejection fraction is
   *     not a number; names the file and the line
   */
  public static Optional<ReferenceTable> read(Path table) throws IOException {
    Map<String, Double> percent = new LinkedHashMap<>();
    for (TableRow row : TableRow.read(table)) {
      Optional<String> subject = first(row, SUBJECT);
      Optional<String> number = first(row, EJECTION_FRACTION);
      if (subject.isEmpty() || number.isEmpty()) {
        return Optional.empty();
      }
      try {
        if (row.text(number.get()).isPresent()) {
          percent.putIfAbsent(
              row.field(subject.get()).replaceFirst("(?i)\\.avi$", ""), row.number(number.get()));
        }
      } catch (IOException e) {
        throw new IOException(table.getFileName() + ", " + e.getMessage(), e);
      }
    }
    return Optional.of(new ReferenceTable(percent));
  }

  /**
   * Reads a table that must have both columns.
   *
   * @throws IOException if the table cannot be read, lacks a column, or an ejection fraction is not
   *     a number
   */
  public static ReferenceTable require(Path table) throws IOException {
    return read(table)
        .orElseThrow(
            () ->
                new IOException(
                    table.getFileName()
                        + " needs a column subject, patient or FileName, and a column ef_biplane or"
                        + " EF."));
  }

  /** Returns a subject's ejection fraction in percent; empty if the set does not state it. */
  public OptionalDouble of(String subject) {
    Double known = percent.get(subject);
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
  }

  /** Returns the first of the columns that the table has. */
  private static Optional<String> first(TableRow row, List<String> columns) {
    return columns.stream().filter(row::has).findFirst();
  }
}
