package org.echomotion.ef.beats;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;

/**
 * The R-waves of an electrocardiogram recorded with a clip. An R-wave marks end-diastole (Lang et
 * al., ASE/EACVI 2015).
 *
 * @param seconds from the first frame, increasing, not below 0
 */
public record RWaves(List<Double> seconds) {

  /** The R-waves of a clip without an electrocardiogram. */
  public static final RWaves NONE = new RWaves(List.of());

  public RWaves {
    seconds = List.copyOf(seconds);
    for (int i = 0; i < seconds.size(); i++) {
      double before = i == 0 ? -Double.MIN_VALUE : seconds.get(i - 1);
      if (!(seconds.get(i) > before) || !Double.isFinite(seconds.get(i))) {
        throw new IllegalArgumentException("R-wave times must increase, starting at 0 or later");
      }
    }
  }

  public boolean isEmpty() {
    return seconds.isEmpty();
  }

  /** Median of the R-R intervals, in seconds. */
  OptionalDouble cycleSeconds() {
    double[] cycles =
        IntStream.range(1, seconds.size())
            .mapToDouble(i -> seconds.get(i) - seconds.get(i - 1))
            .toArray();
    return cycles.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Median.withDefaults().evaluate(cycles));
  }

  /** Float64 [R-waves], in frames. */
  double[] frames(FrameRate frameRate) {
    return seconds.stream().mapToDouble(t -> t * frameRate.hertz()).toArray();
  }
}
