package org.echomotion.cli.accuracy.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of an evaluation, the same on the console and on the page.
 *
 * @param header names of the columns
 * @param rows the first column names the row
 */
public record Table(List<String> header, List<List<String>> rows) {

  public Table {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /** Returns whether the table has no row. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Returns the table as text, with columns as wide as their longest cell. */
  public String text() {
    List<List<String>> all = new ArrayList<>(List.of(header));
    all.addAll(rows);
    int[] widths = new int[header.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
