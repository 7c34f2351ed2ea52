package org.echomotion.activelearning.store;

import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the rows of native queries with several columns. */
final class Rows {

  private Rows() {}

  /** Converts each row. A row is an {@code Object[]} in the order of its columns. */
  static <T> List<T> map(Query query, Function<Object[], T> row) {
    List<T> rows = new ArrayList<>();
    for (Object columns : query.getResultList()) {
      rows.add(row.apply((Object[]) columns));
    }
    return rows;
  }
}
