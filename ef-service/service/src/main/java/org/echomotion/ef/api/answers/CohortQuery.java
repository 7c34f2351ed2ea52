package org.echomotion.ef.api.answers;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.api.messages.ResultMessages;
import org.echomotion.error.EchoMotionException;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The filters of a listing, as REST query parameters. */
public class CohortQuery {

  @RestQuery
  @Parameter(description = "Only clips of this study.")
  @Nullable String studyKey;

  @RestQuery
  @Parameter(
      description =
          "Only clips stored at this time or later: 2026-11-25 (UTC) or 2026-11-25T09:30:00Z.")
  @Nullable String from;

  @RestQuery
  @Parameter(description = "Only clips stored before this time.")
  @Nullable String until;

  @RestQuery("grade")
  @Parameter(description = "Only results of one of these grades: good, usable, poor. Repeatable.")
  @Nullable List<String> grades;

  @RestQuery
  @Parameter(description = "Only ejection fractions of at least this, percent.")
  @Nullable String lowest;

  @RestQuery
  @Parameter(description = "Only ejection fractions of at most this, percent.")
  @Nullable String highest;

  @RestQuery
  @Parameter(description = "Whether results of poor quality come with their number.")
  boolean includePoor;

  /**
   * The request with these filters.
   *
   * @throws EchoMotionException {@link EjectionFractionError#BAD_REQUEST} if a filter is not valid
   */
  public ListEjectionFractionsRequest.Builder request() {
    ListEjectionFractionsRequest.Builder request =
        ListEjectionFractionsRequest.newBuilder().setIncludePoor(includePoor);
    stated(studyKey).ifPresent(request::setStudyKey);
    stated(from).ifPresent(text -> request.setFrom(time("from", text)));
    stated(until).ifPresent(text -> request.setUntil(time("until", text)));
    Optional.ofNullable(grades).orElse(List.of()).forEach(grade -> request.addGrades(grade(grade)));
    stated(lowest).ifPresent(text -> request.setLowestPercent(number("lowest", text)));
    stated(highest).ifPresent(text -> request.setHighestPercent(number("highest", text)));
    return request;
  }

  /** Parses a whole number; 0 if the parameter is missing. */
  public static int wholeNumber(String name, @Nullable String text) {
    try {
      return stated(text).map(Integer::parseInt).orElse(0);
    } catch (NumberFormatException e) {
      throw bad(e, "'" + name + "' must be a whole number");
    }
  }

  private static Optional<String> stated(@Nullable String text) {
    return Optional.ofNullable(text).filter(given -> !given.isEmpty());
  }

  private static Timestamp time(String name, String text) {
    try {
      Instant time =
          text.contains("T")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      return ResultMessages.timestamp(time);
    } catch (DateTimeException e) {
      throw bad(
          e,
          "'"
              + name
              + "' must be a date such as 2026-11-25 or a time such as"
              + " 2026-11-25T09:30:00Z");
    }
  }

  private static double number(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw bad(e, "'" + name + "' must be a number from 0 to 100");
    }
  }

  private static QualityGrade grade(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "good" -> QualityGrade.QUALITY_GRADE_GOOD;
      case "usable" -> QualityGrade.QUALITY_GRADE_USABLE;
      case "poor" -> QualityGrade.QUALITY_GRADE_POOR;
      default ->
          throw new EchoMotionException(
              EjectionFractionError.BAD_REQUEST, "a grade must be good, usable or poor");
    };
  }

  private static EchoMotionException bad(Throwable cause, String what) {
    return new EchoMotionException(cause, EjectionFractionError.BAD_REQUEST, what);
  }
}
