package org.echomotion.ef.export;

import java.util.Locale;
import java.util.Optional;
import org.echomotion.ef.grade.SeverityGrade;
import org.echomotion.ef.grade.Sex;

/** A result in sentences. */
final class Conclusion {

  static final String CAVEAT = "Computed by research software. Not for clinical use.";

  private Conclusion() {}

  static String of(ReportedResult result, Optional<Sex> sex) {
    StringBuilder text = new StringBuilder();
    if (result.ejectionFractionPercent().isPresent()) {
      double percent = result.ejectionFractionPercent().getAsDouble();
      text.append(
          String.format(
              Locale.ROOT,
              "Left ventricular ejection fraction %.0f %%%s by the %s: %s by %s%s.",
              percent,
              result.interval().map(Conclusion::interval).orElse(""),
              result.method().words(),
              SeverityGrade.of(percent, sex).words(),
              SeverityGrade.GUIDELINE,
              sex.isPresent() ? " for " + (sex.get() == Sex.MALE ? "men" : "women") : ""));
    } else {
      text.append("No left ventricular ejection fraction. ").append(result.whyNone().orElse(""));
    }
    text.append(" Quality of the measurement: ")
        .append(result.quality().grade().toLowerCase(Locale.ROOT))
        .append(". ");
    result.quality().reasons().forEach(reason -> text.append(reason).append(" "));
    return text.append(CAVEAT).toString();
  }

  private static String interval(ReportedResult.Interval interval) {
    return String.format(
        Locale.ROOT,
        " (%.0f %% interval %.0f to %.0f %%)",
        100 * interval.nominalCoverage(),
        interval.lowerPercent(),
        interval.upperPercent());
  }
}
