package org.echomotion.ef.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.ef.grade.SeverityGrade;

/**
 * A cohort as CSV (RFC 4180, UTF-8, a header, a decimal point), one row per clip.
 *
 * <p>Spreadsheets treat a cell as a formula if it starts with {@code = + - @}, a tab or a carriage
 * return. Such text is prefixed with an apostrophe.
 */
public final class CohortTable {

  /** The columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "study_key",
          "clip_id",
          "view",
          "clip_created_at",
          "computed_at",
          "status",
          "status_reason",
          "ejection_fraction_percent",
          "interval_lower_percent",
          "interval_upper_percent",
          "interval_coverage",
          "end_diastolic_volume_ml",
          "end_systolic_volume_ml",
          "heart_rate_bpm",
          "averaged_beats",
          "method",
          "severity",
          "severity_guideline",
          "quality",
          "quality_reasons",
          "remarks",
          "frame_count",
          "frame_rate_hz",
          "model_name",
          "model_version",
          "model_sha256",
          "software_version");

  private static final String STARTS_A_FORMULA = "=+-@\t\r";

  private final CsvWriter csv;

  /** Writes the header. The caller must close the writer. */
  public CohortTable(Writer out) {
    csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).bufferSize(0).build(out);
    csv.writeRecord(COLUMNS);
  }

  /**
   * Writes one row.
   *
   * @throws UncheckedIOException if the writer fails
   */
  public void add(CohortRow row) {
    ReportedResult result = row.result();
    csv.writeRecord(
        text(row.studyKey()),
        result.id().toString(),
        result.view().map(Enum::name).orElse(""),
        row.clipCreatedAt().toString(),
        row.computedAt().toString(),
        text(row.status()),
        text(result.whyNone().orElse("")),
        number(result.ejectionFractionPercent(), 2),
        number(result.interval().map(ReportedResult.Interval::lowerPercent), 2),
        number(result.interval().map(ReportedResult.Interval::upperPercent), 2),
        number(result.interval().map(ReportedResult.Interval::nominalCoverage), 2),
        number(result.endDiastolicVolumeMl(), 1),
        number(result.endSystolicVolumeMl(), 1),
        number(result.heartRateBpm(), 1),
        Integer.toString(result.averagedBeats()),
        result.method().name().toLowerCase(Locale.ROOT),
        severity(result),
        result.ejectionFractionPercent().isPresent() ? SeverityGrade.GUIDELINE : "",
        text(result.quality().grade()),
        text(String.join(" ", result.quality().reasons())),
        text(String.join(" ", result.remarks())),
        Integer.toString(row.frameCount()),
        number(OptionalDouble.of(row.frameRateHz()), 3),
        text(result.model().name()),
        text(result.model().version()),
        text(result.model().sha256()),
        text(result.model().softwareVersion()));
  }

  /**
   * Flushes the written rows to the writer.
   *
   * @throws IOException if the writer fails
   */
  public void flush() throws IOException {
    csv.flush();
  }

  /** The sex is not part of a cohort. */
  private static String severity(ReportedResult result) {
    return result.ejectionFractionPercent().isPresent()
        ? SeverityGrade.of(result.ejectionFractionPercent().getAsDouble(), Optional.empty()).code()
        : "";
  }

  private static String text(String value) {
    return !value.isEmpty() && STARTS_A_FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
  }

  private static String number(Optional<Double> value, int decimals) {
    return value.map(v -> String.format(Locale.ROOT, "%." + decimals + "f", v)).orElse("");
  }

  private static String number(OptionalDouble value, int decimals) {
    return number(
        value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty(), decimals);
  }
}
