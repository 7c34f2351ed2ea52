package org.echomotion.ef.interval;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.echomotion.ef.quality.PictureMeasures;
import org.echomotion.sentence.SentenceCode;

/**
 * The intervals of a model's ejection fractions, computed from studies with known ejection
 * fractions by conformal prediction. There is one set of intervals per set of studies. A study gets
 * the intervals of the set that its pictures look like, and the widest of all sets if there is
 * none.
 *
 * @param model the model that it is valid for
 * @param coverage share of studies that the intervals are meant to contain, 0.05 to 0.95
 * @param created date of creation, ISO 8601
 * @param sets sets of studies that it was computed from, at least one
 */
public record IntervalCalibration(
    Model model, double coverage, String created, List<CalibrationSet> sets) {

  /**
   * The constants that a result depends on.
   *
   * @param leastLogOdds A picture looks like one set and not like another if its density there is
   *     at least {@code exp(leastLogOdds)} times as high.
   */
  public record Settings(double leastLogOdds) {
    static final Settings DEFAULT = new Settings(6);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  /**
   * The model that a calibration is valid for.
   *
   * @param name of the model
   * @param version of the model
   * @param sha256 of the model's files; the calibration is valid for these files only
   */
  public record Model(String name, String version, String sha256) {}

  /**
   * @throws IllegalArgumentException if the coverage or the date is out of range, or there is no
   *     set
   */
  public IntervalCalibration {
    sets = List.copyOf(sets);
    if (!(coverage >= 0.05 && coverage <= 0.95)) {
      throw new IllegalArgumentException("the coverage must be between 0.05 and 0.95");
    }
    if (!LocalDate.parse(created).toString().equals(created)) {
      throw new IllegalArgumentException("the date must be like 2026-01-31");
    }
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("a calibration needs a set of studies");
    }
  }

  /** Whether this calibration is valid for the model with these files. */
  public boolean isOf(String modelSha256) {
    return model.sha256().equals(modelSha256);
  }

  /** Id of the calibration: 12 hex digits of a hash over everything that an interval depends on. */
  public String id() {
    return CalibrationJson.id(this);
  }

  /**
   * Name of the set that a clip's pictures look like; empty if they look like none, or if it is not
   * clear which of two.
   */
  public Optional<String> setLike(PictureMeasures picture) {
    return sets.stream()
        .filter(set -> includes(set, picture))
        .filter(set -> sets.stream().allMatch(other -> isClearly(set, other, picture)))
        .map(CalibrationSet::name)
        .findFirst();
  }

  private static boolean includes(CalibrationSet set, PictureMeasures picture) {
    Look look = set.look();
    return look != null && look.includes(picture);
  }

  private static boolean isClearly(
      CalibrationSet set, CalibrationSet other, PictureMeasures picture) {
    Look look = set.look();
    Look otherLook = other.look();
    return set.equals(other)
        || look == null
        || otherLook == null
        || look.logDensity(picture) - otherLook.logDensity(picture) >= SETTINGS.leastLogOdds();
  }

  /**
   * The interval around an ejection fraction. It contains the ejection fraction.
   *
   * @param predictors what the error depends on
   * @param contourSdPoints of the interval from error propagation
   * @param planes planes that it was measured in
   * @param setName set that the pictures look like, from {@link #setLike}; empty if none
   */
  public EjectionFractionInterval interval(
      ErrorPredictors predictors, double contourSdPoints, Planes planes, Optional<String> setName) {
    List<CalibrationSet> alike =
        sets.stream().filter(set -> setName.map(set.name()::equals).orElse(false)).toList();
    List<CalibrationSet> used = alike.isEmpty() ? sets : alike;
    String id = id();
    List<ErrorDistribution> distributions =
        used.stream().map(set -> set.model(planes).distribution(predictors)).toList();
    double lower = predictors.ejectionFractionPercent();
    double upper = lower;
    for (ErrorDistribution distribution : distributions) {
      ErrorDistribution.Range range = distribution.range(coverage);
      lower = Math.min(lower, range.lowerPercent());
      upper = Math.max(upper, range.upperPercent());
    }
    // Several distributions give the widest interval, but no common probabilities.
    Optional<ErrorDistribution> only =
        Optional.of(distributions.get(0)).filter(d -> distributions.size() == 1);
    return new EjectionFractionInterval(
        lower,
        upper,
        coverage,
        predictors.standardDeviationPoints(),
        contourSdPoints,
        Optional.of(
            new EjectionFractionInterval.Calibrated(
                id,
                alike.stream().map(CalibrationSet::name).findFirst(),
                only.map(d -> OptionalDouble.of(d.expectedPercent()))
                    .orElse(OptionalDouble.empty()),
                only.map(ErrorDistribution::severity).orElse(Map.of()))),
        method(id, used, planes, !alike.isEmpty()));
  }

  private String method(String id, List<CalibrationSet> used, Planes planes, boolean looksAlike) {
    String studies =
        used.stream()
            .map(set -> set.name() + " (" + set.model(planes).studies() + ")")
            .collect(Collectors.joining(", "));
    SentenceCode look =
        looksAlike ? SentenceCode.INTERVAL_LOOKS_ALIKE : SentenceCode.INTERVAL_LOOKS_UNLIKE;
    return String.join(
        " ",
        SentenceCode.INTERVAL_CONFORMAL.text(studies, id, created, planes.words()),
        look.text(),
        SentenceCode.INTERVAL_ELSEWHERE.text());
  }
}
