package org.echomotion.ef.interval;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.echomotion.ef.Sha256;
import org.echomotion.ef.quality.Quality.Grade;
import org.echomotion.sentence.SentenceCode;

/**
 * The width of a model's intervals, computed from studies with known ejection fractions by
 * split-conformal prediction. The half width is the estimated standard deviation times a quantile
 * of {@code |error| / standard deviation} over the calibration's studies of the same kind.
 *
 * @param model the model that it is valid for
 * @param coverage share of studies that the intervals are meant to contain, between 0 and 1
 * @param floorPoints least standard deviation of an ejection fraction, in points
 * @param created date of creation
 * @param data sets of studies that it was computed from
 * @param strata kinds of studies with their quantiles, including the kind of all studies
 */
public record IntervalCalibration(
    Model model,
    double coverage,
    double floorPoints,
    LocalDate created,
    List<DataSet> data,
    List<Stratum> strata) {

  private static final int ID_DIGITS = 12;

  /**
   * The model that a calibration is valid for.
   *
   * @param name of the model
   * @param version of the model
   * @param sha256 of the model's files; the calibration is valid for these files only
   */
  public record Model(String name, String version, String sha256) {}

  /**
   * A set of labelled studies.
   *
   * @param name for example {@code camus}
   * @param studies number of its studies with an ejection fraction
   */
  public record DataSet(String name, int studies) {}

  /**
   * A kind of studies.
   *
   * @param grade quality grade; empty for any grade
   * @param views 1 or 2; empty for either
   * @param studies number of studies behind the quantile
   * @param quantile quantile of {@code |error| / standard deviation}, corrected for the number of
   *     studies
   */
  public record Stratum(Optional<Grade> grade, OptionalInt views, int studies, double quantile) {

    boolean holds(Grade ofGrade, int ofViews) {
      return grade.map(ofGrade::equals).orElse(true) && views.orElse(ofViews) == ofViews;
    }

    /** How specific the kind is. More specific kinds come first. */
    private int detail() {
      return (grade.isPresent() ? 1 : 0) + (views.isPresent() ? 2 : 0);
    }

    private String words() {
      String of =
          grade.map(g -> g.name().toLowerCase(Locale.ROOT) + " quality, ").orElse("any quality, ");
      return of
          + (views.isEmpty()
              ? "one or two views"
              : views.getAsInt() == 1 ? "one view" : "two views");
    }
  }

  /**
   * @throws IllegalArgumentException if a number is out of range, or no stratum contains all
   *     studies
   */
  public IntervalCalibration {
    data = List.copyOf(data);
    strata = strata.stream().sorted(Comparator.comparingInt(Stratum::detail).reversed()).toList();
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException("the coverage must be between 0 and 1");
    }
    if (!(floorPoints > 0)) {
      throw new IllegalArgumentException("the least standard deviation must be above 0");
    }
    if (strata.stream().anyMatch(s -> !(s.quantile() > 0 && s.quantile() < 1e6))) {
      throw new IllegalArgumentException("a quantile must be above 0 and below 1e6");
    }
    if (strata.isEmpty() || strata.get(strata.size() - 1).detail() != 0) {
      throw new IllegalArgumentException("one stratum must contain all studies");
    }
  }

  /** Whether this calibration is valid for the model with these files. */
  public boolean isOf(String modelSha256) {
    return model.sha256().equals(modelSha256);
  }

  /** Id of the calibration: 12 hex digits of a hash over everything that an interval depends on. */
  public String id() {
    StringBuilder text = new StringBuilder(model.sha256());
    text.append(bits(coverage)).append(bits(floorPoints)).append(created).append(data);
    for (Stratum s : strata) {
      text.append(s.grade()).append(s.views()).append(s.studies()).append(bits(s.quantile()));
    }
    return Sha256.of(text.toString()).substring(0, ID_DIGITS);
  }

  // Java versions print doubles differently; the bits are the same.
  private static String bits(double value) {
    return ';' + Long.toHexString(Double.doubleToLongBits(value)) + ';';
  }

  /**
   * The interval around an ejection fraction.
   *
   * @param ejectionFractionPercent 0 to 100
   * @param estimate the interval from error propagation
   * @param grade quality grade of the result
   * @param views number of views measured, 1 or 2
   */
  public EjectionFractionInterval interval(
      double ejectionFractionPercent, EjectionFractionInterval estimate, Grade grade, int views) {
    Stratum stratum = stratum(grade, views);
    double half =
        stratum.quantile()
            * ErrorPropagation.scale(estimate.standardDeviationPoints(), floorPoints);
    return new EjectionFractionInterval(
        Math.max(0, ejectionFractionPercent - half),
        Math.min(100, ejectionFractionPercent + half),
        coverage,
        estimate.standardDeviationPoints(),
        estimate.contourSdPoints(),
        Optional.of(id()),
        method(stratum));
  }

  /** The most specific kind that contains such studies. */
  Stratum stratum(Grade grade, int views) {
    return strata.stream().filter(s -> s.holds(grade, views)).findFirst().orElseThrow();
  }

  private String method(Stratum stratum) {
    return SentenceCode.INTERVAL_CONFORMAL.text(
        id(),
        created,
        data.stream()
            .map(set -> set.name() + " (" + set.studies() + ")")
            .collect(Collectors.joining(", ")),
        stratum.studies(),
        stratum.words());
  }
}
