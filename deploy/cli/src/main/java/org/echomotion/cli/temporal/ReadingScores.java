package org.echomotion.cli.temporal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.ef.beats.Beat;
import org.echomotion.segmentation.training.temporal.TemporalSequence;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Phase;

/** Collects the errors of one method of finding beats on a set. */
final class ReadingScores {

  /** A turning point is found if it is within this time of the true one. */
  private static final double SAME_SECONDS = 0.12;

  private final List<Double> efErrors = new ArrayList<>();
  private final List<Integer> edErrors = new ArrayList<>();
  private final List<Integer> esErrors = new ArrayList<>();
  private final List<Double> jitters = new ArrayList<>();
  private int clips;
  private int expected;

  void add(TemporalSequence sequence, CurveReading reading) {
    clips++;
    OptionalDouble ef = reading.ejectionFractionPercent();
    if (sequence.trueEfPercent().isPresent() && ef.isPresent()) {
      efErrors.add(ef.getAsDouble() - sequence.trueEfPercent().getAsDouble());
    }
    List<Beat> beats = reading.beats().stream().map(AssessedBeat::beat).toList();
    expected += timing(sequence, Phase.ED, beats.stream().map(Beat::endDiastolicFrame).toList());
    expected += timing(sequence, Phase.ES, beats.stream().map(Beat::endSystolicFrame).toList());
    jitters.add(jitter(sequence, reading));
  }

  /** Returns the number of true turning points of the phase, except those at the clip's ends. */
  private int timing(TemporalSequence sequence, Phase phase, List<Integer> found) {
    int reach = (int) Math.floor(SAME_SECONDS * sequence.frameRateHz());
    int last = sequence.frames().size() - 1;
    int truths = 0;
    for (int i = 0; i <= last; i++) {
      int frame = i;
      if (sequence.frames().get(i).phase() != phase || i < reach / 2 || i > last - reach / 2) {
        continue;
      }
      truths++;
      OptionalInt nearest =
          found.stream()
              .mapToInt(f -> f - frame)
              .filter(off -> Math.abs(off) <= reach)
              .reduce((a, b) -> Math.abs(a) <= Math.abs(b) ? a : b);
      nearest.ifPresent((phase == Phase.ED ? edErrors : esErrors)::add);
    }
    return truths;
  }

  /**
   * Returns the mean over the frames of {@code |d2 found - d2 true|}, where d2 is the second
   * difference of the volume over its mean. If the truth is unknown, {@code d2 true} is 0.
   */
  private static double jitter(TemporalSequence sequence, CurveReading reading) {
    int n = sequence.frames().size();
    double[] error = new double[n];
    double meanFound = reading.curve().mean();
    double meanTrue =
        sequence.known()
            ? sequence.frames().stream()
                .mapToDouble(f -> f.truth().orElseThrow().volume())
                .average()
                .orElseThrow()
            : 1;
    for (int i = 0; i < n; i++) {
      double truth =
          sequence.known() ? sequence.frames().get(i).truth().orElseThrow().volume() / meanTrue : 0;
      error[i] = reading.curve().at(i) / meanFound - truth;
    }
    double sum = 0;
    for (int i = 1; i + 1 < n; i++) {
      sum += Math.abs(error[i - 1] - 2 * error[i] + error[i + 1]);
    }
    return sum / Math.max(1, n - 2);
  }

  /**
   * Figures of a set.
   *
   * @param withEf number of clips with a measured and a true ejection fraction
   * @param efMae points
   * @param efBias points
   * @param efSd of the error, points
   * @param edFrames mean absolute error, frames
   * @param esFrames mean absolute error, frames
   * @param edBias mean error, frames; positive if detected too late
   * @param esBias mean error, frames; positive if detected too late
   * @param foundShare share of the turning points that were found
   * @param jitterPercent jitter in percent of the mean volume
   */
  record Figures(
      int clips,
      int withEf,
      double efMae,
      double efBias,
      double efSd,
      double edFrames,
      double edBias,
      double esFrames,
      double esBias,
      double foundShare,
      double jitterPercent) {

    static final String HEADER =
        "| reading | EF MAE | bias | SD | clips | ED error | bias | ES error | bias | found"
            + " | jitter |\n"
            + "|---|---|---|---|---|---|---|---|---|---|---|";

    String row(String name) {
      return String.format(
          Locale.ROOT,
          "| %s | %.2f | %+.2f | %.2f | %d of %d | %.2f | %+.2f | %.2f | %+.2f | %.1f %% | %.2f %%"
              + " |",
          name,
          efMae,
          efBias,
          efSd,
          withEf,
          clips,
          edFrames,
          edBias,
          esFrames,
          esBias,
          100 * foundShare,
          jitterPercent);
    }
  }

  Figures figures() {
    return new Figures(
        clips,
        efErrors.size(),
        mean(efErrors.stream().mapToDouble(Math::abs)),
        mean(efErrors.stream().mapToDouble(e -> e)),
        standardDeviation(efErrors),
        mean(edErrors.stream().mapToDouble(Math::abs)),
        mean(edErrors.stream().mapToDouble(e -> e)),
        mean(esErrors.stream().mapToDouble(Math::abs)),
        mean(esErrors.stream().mapToDouble(e -> e)),
        (double) (edErrors.size() + esErrors.size()) / Math.max(1, expected),
        100 * mean(jitters.stream().mapToDouble(j -> j)));
  }

  /** Returns the standard deviation of the population; 0 if there is no value. */
  private static double standardDeviation(List<Double> values) {
    return values.isEmpty()
        ? 0
        : StandardDeviation.of(values.stream().mapToDouble(v -> v).toArray())
            .setBiased(true)
            .getAsDouble();
  }

  /** Returns the mean; 0 if there is no value. */
  private static double mean(DoubleStream values) {
    return values.average().orElse(0);
  }
}
