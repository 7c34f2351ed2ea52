package org.echomotion.ingest.dataset.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifiers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A row of a CSV table with a header. Tables may be separated by comma, semicolon or tab, with or
 * without a byte order mark, with blanks around values, and with column names in any case. With
 * semicolons, a number may have a decimal comma.
 */
public final class TableRow {

  private final Map<String, String> values;
  private final long line;
  private final boolean decimalComma;

  private TableRow(Map<String, String> values, long line, boolean decimalComma) {
    this.values = values;
    this.line = line;
    this.decimalComma = decimalComma;
  }

  /**
   * Reads a whole table. Missing values at the end of a row are blank.
   *
   * @param required columns that the table must have
   * @throws IOException if the table cannot be read, or lacks a required column
   */
  public static List<TableRow> read(Path table, String... required) throws IOException {
    char separator = separator(table);
    CsvRecordHandler handler = CsvRecordHandler.of(c -> c.fieldModifier(FieldModifiers.TRIM));
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .detectBomHeader(true)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .build(handler, table)) {
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        throw new IOException(table.getFileName() + " is empty.");
      }
      List<String> header = records.next().getFields().stream().map(TableRow::normalized).toList();
      for (String column : required) {
        if (!header.contains(normalized(column))) {
          throw new IOException(table.getFileName() + " has no column " + column + ".");
        }
      }
      List<TableRow> rows = new ArrayList<>();
      while (records.hasNext()) {
        rows.add(row(header, records.next(), separator == ';'));
      }
      return rows;
    } catch (CsvParseException e) {
      throw new IOException(
          table.getFileName() + " is not a CSV table: a quotation mark is missing.", e);
    } catch (CharacterCodingException e) {
      throw new IOException(table.getFileName() + " is not UTF-8 text.", e);
    }
  }

  private static TableRow row(List<String> header, CsvRecord fields, boolean decimalComma) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      values.putIfAbsent(header.get(i), i < fields.getFieldCount() ? fields.getField(i) : "");
    }
    return new TableRow(values, fields.getStartingLineNumber(), decimalComma);
  }

  /** The most frequent separator in the header; a comma if there is none. */
  private static char separator(Path table) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(table)) {
      String header = Optional.ofNullable(reader.readLine()).orElse("");
      return Stream.of(',', ';', '\t')
          .max(Comparator.comparingLong(c -> header.chars().filter(h -> h == c).count()))
          .filter(c -> header.indexOf(c) >= 0)
          .orElse(',');
    } catch (CharacterCodingException e) {
      throw new IOException(table.getFileName() + " is not UTF-8 text.", e);
    }
  }

  private static String normalized(String column) {
    return column.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether the table has a column, even if this row has no value in it. */
  public boolean has(String column) {
    return values.containsKey(normalized(column));
  }

  /** Returns the value of a column; empty if it is blank or the column is missing. */
  public Optional<String> text(String column) {
    return Optional.ofNullable(values.get(normalized(column))).filter(text -> !text.isBlank());
  }

  /**
   * Returns the value of a column.
   *
   * @throws IOException if it is blank or the column is missing
   */
  public String field(String column) throws IOException {
    return text(column)
        .orElseThrow(() -> unusable(column, has(column) ? "is empty" : "is missing"));
  }

  /**
   * Returns the number in a column.
   *
   * @throws IOException if there is none
   */
  public double number(String column) throws IOException {
    String text = field(column);
    try {
      double value = Double.parseDouble(decimalComma ? text.replace(',', '.') : text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Handled below, as a number that is not finite.
    }
    throw unusable(column, "is not a number");
  }

  /**
   * Returns the frame indices in a column, which are separated by blanks.
   *
   * @throws IOException if the column is missing, or a word is not a whole number
   */
  public NavigableSet<Integer> frames(String column) throws IOException {
    if (!has(column)) {
      throw unusable(column, "is missing");
    }
    String joined = text(column).orElse("");
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
    return line;
  }

  private IOException unusable(String column, String why) {
    return new IOException("line %d: column %s %s.".formatted(line, column, why));
  }
}
