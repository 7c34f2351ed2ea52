package org.echomotion.ef.fusion;

import java.util.List;
import org.echomotion.ef.interval.EjectionFractionInterval;

/**
 * A network's ejection fraction of a study.
 *
 * @param ejectionFractionPercent mean over the pairs of beats, 0 to 100
 */
public record Opinion(double ejectionFractionPercent) {

  /**
   * The constants that a result depends on.
   *
   * @param mostPairs largest number of pairs of beats that a network reads
   */
  public record Settings(int mostPairs) {
    static final Settings DEFAULT = new Settings(12);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  public Opinion {
    if (!(ejectionFractionPercent >= 0 && ejectionFractionPercent <= 100)) {
      throw new IllegalArgumentException(
          "an ejection fraction must be 0 to 100 %, not " + ejectionFractionPercent);
    }
  }

  /**
   * The mean of a network's readings of the pairs of beats.
   *
   * @param pairs percent, one per pair of beats
   * @throws IllegalArgumentException if there are no pairs, or a reading is not 0 to 100
   */
  public static Opinion of(List<Double> pairs) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("no pair of beats was read");
    }
    return new Opinion(pairs.stream().mapToDouble(Double::doubleValue).sum() / pairs.size());
  }

  /** This opinion minus the measurement, in points. */
  public double difference(double measuredPercent) {
    return ejectionFractionPercent - measuredPercent;
  }

  /** Whether an interval contains this opinion. */
  public boolean isIn(EjectionFractionInterval interval) {
    return interval.lowerPercent() <= ejectionFractionPercent
        && ejectionFractionPercent <= interval.upperPercent();
  }
}
