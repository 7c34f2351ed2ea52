package org.echomotion.activelearning.queue;

import java.util.List;

/** Numbers of readers' places. */
public record QueueStats(long waiting, long leased, long submitted) {

  /** Returns the sums of the numbers. */
  public static QueueStats sum(List<QueueStats> all) {
    return new QueueStats(
        all.stream().mapToLong(QueueStats::waiting).sum(),
        all.stream().mapToLong(QueueStats::leased).sum(),
        all.stream().mapToLong(QueueStats::submitted).sum());
  }
}
