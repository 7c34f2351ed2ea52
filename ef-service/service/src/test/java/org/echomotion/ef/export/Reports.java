package org.echomotion.ef.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.echomotion.ef.export.ReportedResult.Interval;
import org.echomotion.ef.export.ReportedResult.Method;
import org.echomotion.ef.export.ReportedResult.Model;
import org.echomotion.ef.export.ReportedResult.Quality;
import org.echomotion.ef.export.ReportedResult.View;
import org.echomotion.ef.export.StudyReport.Progress;
import org.echomotion.ef.grade.Sex;

/** Results to report in tests. */
final class Reports {

  static final UUID STUDY = UUID.fromString("11111111-1111-4111-8111-111111111111");
  static final UUID A4C = UUID.fromString("44444444-4444-4444-8444-444444444444");
  static final UUID A2C = UUID.fromString("22222222-2222-4222-8222-222222222222");
  static final Instant THEN = Instant.parse("2026-02-03T04:05:06.789Z");
  static final Model MODEL = new Model("echomotionnet-b0", "1.0.0", "ab".repeat(32), "0.1.0");

  private Reports() {}

  static ReportedResult clip(UUID id, View view, double percent) {
    return new ReportedResult(
        id,
        Method.SINGLE_PLANE,
        Optional.of(view),
        OptionalDouble.of(percent),
        Optional.empty(),
        Optional.of(new Interval(percent - 9.87, percent + 8.76, 0.9, "not calibrated")),
        OptionalDouble.of(123.45),
        OptionalDouble.of(80.25),
        OptionalDouble.of(71.6),
        3,
        new Quality("USABLE", List.of("Only one beat.", "A frame-to-frame jitter of 5 % < 8 %.")),
        MODEL,
        List.of("The view was not stated."));
  }

  static ReportedResult biplane(double percent) {
    ReportedResult one = clip(STUDY, View.A4C, percent);
    return new ReportedResult(
        STUDY,
        Method.BIPLANE,
        Optional.empty(),
        one.ejectionFractionPercent(),
        one.whyNone(),
        one.interval(),
        one.endDiastolicVolumeMl(),
        one.endSystolicVolumeMl(),
        one.heartRateBpm(),
        2,
        one.quality(),
        MODEL,
        List.of());
  }

  static ReportedResult withoutNumber(UUID id, String why) {
    return new ReportedResult(
        id,
        Method.SINGLE_PLANE,
        Optional.of(View.A2C),
        OptionalDouble.empty(),
        Optional.of(why),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0,
        new Quality("POOR", List.of()),
        new Model("echomotionnet-b0", "1.1.0", "", "0.1.0"),
        List.of());
  }

  static StudyReport study(
      Optional<Sex> sex, Progress progress, ReportedResult summary, ReportedResult... clips) {
    return new StudyReport(STUDY, "study-7", THEN, sex, progress, summary, List.of(clips));
  }
}
