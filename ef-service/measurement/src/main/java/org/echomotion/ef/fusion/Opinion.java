package org.echomotion.ef.fusion;

import java.util.List;

/**
 * What the network makes of a study.
 *
 * @param ejectionFractionPercent mean over the pairs of beats, 0 to 100
 * @param model name and version of the network
 */
public record Opinion(double ejectionFractionPercent, String model) {

  public Opinion {
    if (!(ejectionFractionPercent >= 0 && ejectionFractionPercent <= 100)) {
      throw new IllegalArgumentException(
          "an ejection fraction is 0 to 100 %, not " + ejectionFractionPercent);
    }
  }

  /**
   * @param pairs percent, one per pair of beats
   * @throws IllegalArgumentException if there is none, or one is not 0 to 100
   */
  public static Opinion of(List<Double> pairs, String model) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("no pair of beats was read");
    }
    return new Opinion(pairs.stream().mapToDouble(Double::doubleValue).sum() / pairs.size(), model);
  }

  /** This opinion less the measurement, points. */
  public double difference(double measuredPercent) {
    return ejectionFractionPercent - measuredPercent;
  }

  /** An interval's ends. */
  public record Ends(double lowerPercent, double upperPercent) {}

  /** The interval, wide enough to hold this opinion, too. */
  public Ends widened(Ends interval) {
    return new Ends(
        Math.min(interval.lowerPercent(), ejectionFractionPercent),
        Math.max(interval.upperPercent(), ejectionFractionPercent));
  }
}
