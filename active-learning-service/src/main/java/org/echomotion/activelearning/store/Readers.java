package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.echomotion.contract.activelearning.v1.ReaderFigures;
import org.jspecify.annotations.Nullable;

/** Figures of the readers of the current tenant. */
@ApplicationScoped
public class Readers {

  private static final String FIGURES =
      """
      select annotation.annotator, count(*),
        (select count(*) from active_learning.skip where reader = annotation.annotator),
        percentile_cont(0.5) within group (order by annotation.seconds),
        avg(annotation.dice_to_result) filter (where frame.readers > 1),
        avg(annotation.gold_dice), count(annotation.gold_dice),
        avg(annotation.dice_to_proposal) filter (where not annotation.without_proposal),
        avg(annotation.dice_to_proposal) filter (where annotation.without_proposal)
      from active_learning.annotation as annotation
      join active_learning.frame as frame on frame.id = annotation.frame_id
      where annotation.role = 'READER'
      group by annotation.annotator order by annotation.annotator
      """;

  private final EntityManager entities;

  Readers(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns the figures of every reader, by name. */
  @Transactional
  public List<ReaderFigures> figures() {
    return Rows.map(entities.createNativeQuery(FIGURES), Readers::message);
  }

  private static ReaderFigures message(Object[] row) {
    ReaderFigures.Builder figures =
        ReaderFigures.newBuilder()
            .setAnnotator((String) row[0])
            .setAnnotations(((Number) row[1]).longValue())
            .setSkipped(((Number) row[2]).longValue())
            .setMedianTime(QueueMessages.duration(((Number) row[3]).doubleValue()))
            .setGoldFrames(((Number) row[6]).longValue());
    set(row[4], figures::setMeanDice);
    set(row[5], figures::setGoldDice);
    set(row[7], figures::setDiceWithShownProposal);
    set(row[8], figures::setDiceWithHiddenProposal);
    return figures.build();
  }

  private static void set(@Nullable Object value, DoubleConsumer setter) {
    if (value != null) {
      setter.accept(((Number) value).doubleValue());
    }
  }
}
