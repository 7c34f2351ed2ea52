package org.echomotion.ef.store;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import org.echomotion.contract.ef.v1.EjectionFraction;

/**
 * The grade of a result, beside it in a column of its own so that results can be filtered by it.
 * Rows older than the column get theirs when the service starts.
 */
@ApplicationScoped
class QualityGradeColumn {

  private static final int BATCH = 200;

  private final EntityManager entities;

  QualityGradeColumn(EntityManager entities) {
    this.entities = entities;
  }

  /** {@code GOOD}, {@code USABLE} or {@code POOR}; a result that states none is not relied on. */
  static String of(EjectionFraction result) {
    return switch (result.getQuality().getGrade()) {
      case QUALITY_GRADE_GOOD -> "GOOD";
      case QUALITY_GRADE_USABLE -> "USABLE";
      case QUALITY_GRADE_POOR, QUALITY_GRADE_UNSPECIFIED, UNRECOGNIZED -> "POOR";
    };
  }

  @Transactional
  void fillIn(@Observes StartupEvent start) {
    List<EjectionFractionEntity> batch;
    do {
      batch =
          entities
              .createQuery(
                  "select e from EjectionFractionEntity e where e.qualityGrade is null",
                  EjectionFractionEntity.class)
              .setMaxResults(BATCH)
              .getResultList();
      batch.forEach(row -> row.qualityGrade = of(row.toRecord().result()));
      entities.flush();
      entities.clear();
    } while (!batch.isEmpty());
  }
}
