package org.echomotion.cli.accuracy.page;

import java.util.List;
import java.util.Map;

/**
 * A {@link Table} in the form of the template {@code table.html}.
 *
 * @param header names of the columns
 * @param rows may be empty
 */
public record PageTable(List<String> header, List<Row> rows) {

  /**
   * A row.
   *
   * @param name the first column
   * @param link address that the name links to; may be empty
   * @param cells the other columns
   */
  public record Row(String name, String link, List<Cell> cells) {}

  /**
   * A cell on two lines, which keeps wide tables on the page.
   *
   * @param value the first line
   * @param detail the second line, in brackets; may be empty
   */
  public record Cell(String value, String detail) {

    private static Cell of(String text) {
      int bracket = text.indexOf(" (");
      return bracket < 0
          ? new Cell(text, "")
          : new Cell(text.substring(0, bracket), text.substring(bracket + 1));
    }
  }

  /** Returns the table without links. */
  public static PageTable of(Table table) {
    return of(table, Map.of());
  }

  /** Returns the table, with {@code links} from the names of its rows. */
  public static PageTable of(Table table, Map<String, String> links) {
    return new PageTable(
        table.header(), table.rows().stream().map(row -> row(row, links)).toList());
  }

  private static Row row(List<String> row, Map<String, String> links) {
    String name = row.get(0);
    return new Row(
        name,
        links.getOrDefault(name, ""),
        row.subList(1, row.size()).stream().map(Cell::of).toList());
  }
}
