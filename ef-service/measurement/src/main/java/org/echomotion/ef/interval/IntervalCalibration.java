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

/**
 * How wide a model's intervals have to be, learned from studies of known ejection fraction by
 * split-conformal prediction: the half width is the estimated standard deviation times a quantile
 * of {@code |error| / standard deviation} over the calibration's studies of the same kind.
 *
 * @param model whose results it is of
 * @param coverage share of studies that the intervals are meant to hold, between 0 and 1
 * @param floorPoints standard deviation that every ejection fraction has at least, in points
 * @param created when it was made
 * @param data what it was made on
 * @param strata the kinds of studies with their quantiles; the one of all studies among them
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
   * Whose results.
   *
   * @param name of the model
   * @param version of the model
   * @param sha256 of the model's files: the calibration holds for no others
   */
  public record Model(String name, String version, String sha256) {}

  /**
   * A set of labelled studies.
   *
   * @param name for example {@code camus}
   * @param studies how many of it had a number
   */
  public record DataSet(String name, int studies) {}

  /**
   * A kind of studies.
   *
   * @param grade of their quality; empty: any
   * @param views 1 or 2; empty: any
   * @param studies how many the quantile is of
   * @param quantile of {@code |error| / standard deviation}, corrected for their number
   */
  public record Stratum(Optional<Grade> grade, OptionalInt views, int studies, double quantile) {

    boolean holds(Grade ofGrade, int ofViews) {
      return grade.map(ofGrade::equals).orElse(true) && views.orElse(ofViews) == ofViews;
    }

    /** How particular it is: a kind within another comes first. */
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
   * @throws IllegalArgumentException if a number cannot be, or no stratum holds all studies
   */
  public IntervalCalibration {
    data = List.copyOf(data);
    strata = strata.stream().sorted(Comparator.comparingInt(Stratum::detail).reversed()).toList();
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException("the coverage is between 0 and 1");
    }
    if (!(floorPoints > 0)) {
      throw new IllegalArgumentException("the least standard deviation is above 0");
    }
    if (strata.stream().anyMatch(s -> !(s.quantile() > 0 && s.quantile() < 1e6))) {
      throw new IllegalArgumentException("a quantile is above 0 and finite");
    }
    if (strata.isEmpty() || strata.get(strata.size() - 1).detail() != 0) {
      throw new IllegalArgumentException("one stratum is of all studies");
    }
  }

  /** Whether it is of the model with these files. */
  public boolean isOf(String modelSha256) {
    return model.sha256().equals(modelSha256);
  }

  /** Names it: 12 hex digits that change with anything that an interval depends on. */
  public String id() {
    StringBuilder text = new StringBuilder(model.sha256());
    text.append(bits(coverage)).append(bits(floorPoints)).append(created).append(data);
    for (Stratum s : strata) {
      text.append(s.grade()).append(s.views()).append(s.studies()).append(bits(s.quantile()));
    }
    return Sha256.of(text.toString()).substring(0, ID_DIGITS);
  }

  // How a double is printed differs between Java versions; its bits do not.
  private static String bits(double value) {
    return ';' + Long.toHexString(Double.doubleToLongBits(value)) + ';';
  }

  /**
   * The interval around an ejection fraction.
   *
   * @param ejectionFractionPercent 0 to 100
   * @param estimate by error propagation
   * @param grade of the result's quality
   * @param views that the result rests on, 1 or 2
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

  /** The most particular kind that such studies are of. */
  Stratum stratum(Grade grade, int views) {
    return strata.stream().filter(s -> s.holds(grade, views)).findFirst().orElseThrow();
  }

  private String method(Stratum stratum) {
    return String.format(
        Locale.ROOT,
        "Split-conformal, calibration %s of %s on %s, here with %d studies of %s. For a hospital"
            + " whose studies are not among them the coverage is unknown: recalibrate on its own.",
        id(),
        created,
        data.stream()
            .map(set -> set.name() + " (" + set.studies() + ")")
            .collect(Collectors.joining(", ")),
        stratum.studies(),
        stratum.words());
  }
}
