package org.echomotion.ingest.dataset.table;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** A row of a CSV table that has a header. */
public final class TableRow {

  private final NamedCsvRecord row;

  private TableRow(NamedCsvRecord row) {
    this.row = row;
  }

  /**
   * Reads a whole table.
   *
   * @param required columns that the table must have
   * @throws IOException if the table cannot be read, or lacks a required column
   */
  public static List<TableRow> read(Path table, String... required) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(table)) {
      List<NamedCsvRecord> rows = reader.stream().toList();
      for (String column : required) {
        if (!rows.isEmpty() && !rows.get(0).getHeader().contains(column)) {
          throw new IOException(table.getFileName() + " has no column " + column);
        }
      }
      return rows.stream().map(TableRow::new).toList();
    }
  }

  /** Returns the value of a column as it stands; empty if it is blank or the column is missing. */
  public Optional<String> text(String column) {
    return row.findField(column).filter(text -> !text.isBlank());
  }

  /**
   * Returns the value of a column as it stands.
   *
   * @throws IOException if it is blank or the column is missing
   */
  public String field(String column) throws IOException {
    return text(column).orElseThrow(() -> unusable(column, "is empty or missing"));
  }

  /**
   * Returns the number in a column.
   *
   * @throws IOException if there is none
   */
  public double number(String column) throws IOException {
    try {
      return Double.parseDouble(field(column));
    } catch (NumberFormatException e) {
      throw unusable(column, "is not a number");
    }
  }

  /**
   * Returns the frame indices in a column, which are separated by blanks.
   *
   * @throws IOException if the column is missing, or a word is not a whole number
   */
  public NavigableSet<Integer> frames(String column) throws IOException {
    String joined = row.findField(column).orElseThrow(() -> unusable(column, "is missing")).strip();
    NavigableSet<Integer> frames = new TreeSet<>();
    try {
      for (String word : joined.isEmpty() ? new String[0] : joined.split("\\s+", -1)) {
        frames.add(Integer.valueOf(word));
      }
    } catch (NumberFormatException e) {
      throw unusable(column, "is not a list of frame indices");
    }
    return frames;
  }

  /** Returns the line of the table that the row starts on, from 1. */
  public long line() {
    return row.getStartingLineNumber();
  }

  private IOException unusable(String column, String why) {
    return new IOException("line %d: column %s %s.".formatted(line(), column, why));
  }
}
