package org.echomotion.ingest.api;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Records the statements that are sent to PostgreSQL. */
@PersistenceUnitExtension
class CountedStatements implements StatementInspector {

  private static final long serialVersionUID = 1;

  private static final List<String> SENT = new CopyOnWriteArrayList<>();

  static void clear() {
    SENT.clear();
  }

  static long count(Predicate<String> which) {
    return SENT.stream().filter(which).count();
  }

  @Override
  public String inspect(String sql) {
    SENT.add(sql);
    return sql;
  }
}
