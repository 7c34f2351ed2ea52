package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** How PostgreSQL would run the queue's statements. */
@ApplicationScoped
public class StatementPlan {

  private final EntityManager entities;

  StatementPlan(EntityManager entities) {
    this.entities = entities;
  }

  /** The statement that frees expired leases. */
  public String expiry() {
    return QueueSql.EXPIRE;
  }

  @Transactional
  public List<String> ofExpiry() {
    return of(expiry());
  }

  /** The plan of that statement, or of a changed one with the same parameters; a line each. */
  @Transactional
  public List<String> of(String statement) {
    List<?> lines =
        entities
            .createNativeQuery("explain (costs off) " + statement)
            .setParameter("limit", 100)
            .setParameter("note", "")
            .getResultList();
    return lines.stream().map(String::valueOf).toList();
  }
}
