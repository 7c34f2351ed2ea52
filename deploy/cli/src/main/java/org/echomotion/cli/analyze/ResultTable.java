package org.echomotion.cli.analyze;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.SeverityProbability;
import org.echomotion.ef.grade.SeverityGrade;

/** Prints the result of a clip as a small table for the terminal. */
final class ResultTable {

  private static final String NONE = "-";
  private static final String GRADE_PREFIX = "SEVERITY_GRADE_";

  /** Less likely severity grades are not shown. */
  private static final double LEAST_SHOWN = 0.05;

  private ResultTable() {}

  static String of(String title, EjectionFraction result) {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.add(row("View", view(result.getView())));
    lines.add(
        row("Frames", text("%d at %.1f fps", result.getFrameCount(), result.getFrameRateHz())));
    lines.add(
        row(
            "Heart rate",
            result.hasHeartRateBpm()
                ? text("%.0f bpm", result.getHeartRateBpm()) + source(result)
                : NONE));
    lines.add(row("Beats", beats(result)));
    lines.add(
        row(
            "EDV",
            result.hasEndDiastolicVolumeMl()
                ? text("%.0f ml", result.getEndDiastolicVolumeMl())
                : NONE));
    lines.add(
        row(
            "ESV",
            result.hasEndSystolicVolumeMl()
                ? text("%.0f ml", result.getEndSystolicVolumeMl())
                : NONE));
    lines.add(row("EF", ejectionFraction(result)));
    if (result.hasInterval()) {
      lines.addAll(likely(result.getInterval()));
    }
    lines.add(row("Quality", quality(result.getQuality())));
    Provenance made = result.getProvenance();
    lines.add(row("Model", made.getModelName() + " " + made.getModelVersion()));
    lines.add(row("Licence", made.getModelLicence()));
    return String.join(System.lineSeparator(), lines);
  }

  private static String source(EjectionFraction result) {
    return switch (result.getHeartRateSource()) {
      case HEART_RATE_SOURCE_ELECTROCARDIOGRAM -> " (from the ECG)";
      case HEART_RATE_SOURCE_CYCLES -> " (from the volume curve)";
      case HEART_RATE_SOURCE_SYSTOLE -> " (estimated from the length of a systole)";
      case HEART_RATE_SOURCE_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  private static String ejectionFraction(EjectionFraction result) {
    return result.hasEjectionFractionPercent()
        ? number(
            result.getEjectionFractionPercent(),
            result.hasInterval() ? Optional.of(result.getInterval()) : Optional.empty())
        : "none: " + result.getStatusReason();
  }

  static String number(double percent, Optional<Interval> interval) {
    return text("%.0f %%", percent)
        + interval
            .map(
                i ->
                    text(
                        "   (%.0f %% interval %.0f to %.0f %%)",
                        100 * i.getNominalCoverage(), i.getLowerPercent(), i.getUpperPercent()))
            .orElse("");
  }

  /** A row with the likely severity grades, the likeliest first; none if they are unknown. */
  static List<String> likely(Interval interval) {
    String grades =
        interval.getSeverityList().stream()
            .filter(severity -> severity.getProbability() >= LEAST_SHOWN)
            // A newer server may state others.
            .filter(
                severity ->
                    severity.getGrade() != org.echomotion.contract.ef.v1.SeverityGrade.UNRECOGNIZED)
            .sorted(Comparator.comparingDouble(SeverityProbability::getProbability).reversed())
            .map(
                severity ->
                    text(
                        "%s %.0f %%",
                        SeverityGrade.valueOf(
                                severity.getGrade().name().substring(GRADE_PREFIX.length()))
                            .words(),
                        100 * severity.getProbability()))
            .collect(Collectors.joining(", "));
    return grades.isEmpty() ? List.of() : List.of(row("Likely", grades));
  }

  private static String beats(EjectionFraction result) {
    long used = result.getBeatsList().stream().filter(Beat::getIncluded).count();
    return used == result.getBeatsCount()
        ? Long.toString(used)
        : text("%d of %d used", used, result.getBeatsCount());
  }

  static String view(View view) {
    return switch (view) {
      case VIEW_A4C -> "A4C";
      case VIEW_A2C -> "A2C";
      case VIEW_OTHER -> "other";
      case VIEW_UNSPECIFIED, UNRECOGNIZED -> NONE;
    };
  }

  static String quality(Quality quality) {
    String grade =
        switch (quality.getGrade()) {
          case QUALITY_GRADE_GOOD -> "good";
          case QUALITY_GRADE_USABLE -> "usable";
          case QUALITY_GRADE_POOR -> "poor";
          case QUALITY_GRADE_UNSPECIFIED, UNRECOGNIZED -> NONE;
        };
    return quality.getReasonsCount() == 0 || quality.getGrade() == QualityGrade.QUALITY_GRADE_GOOD
        ? grade
        : grade + ": " + String.join(" ", quality.getReasonsList());
  }

  static String row(String name, String value) {
    return text("  %-11s %s", name, value);
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
