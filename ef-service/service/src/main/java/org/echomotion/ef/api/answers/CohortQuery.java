package org.echomotion.ef.api.answers;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.error.EchoMotionException;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The filters of a listing as a REST client states them. */
public class CohortQuery {

  @RestQuery
  @Parameter(description = "Only clips of this study.")
  String studyKey;

  @RestQuery
  @Parameter(
      description =
          "Only clips taken in at this time or later: 2026-11-25 (UTC) or 2026-11-25T09:30:00Z.")
  String from;

  @RestQuery
  @Parameter(description = "Only clips taken in before this time.")
  String until;

  @RestQuery("grade")
  @Parameter(description = "Only results of one of these grades: good, usable, poor. Repeatable.")
  List<String> grades;

  @RestQuery
  @Parameter(description = "Only ejection fractions of at least this, percent.")
  String lowest;

  @RestQuery
  @Parameter(description = "Only ejection fractions of at most this, percent.")
  String highest;

  @RestQuery
  @Parameter(description = "Whether results of poor quality come with their number.")
  boolean includePoor;

  /**
   * @throws EchoMotionException {@link EjectionFractionError#BAD_REQUEST} if a filter cannot be
   *     read
   */
  public ListEjectionFractionsRequest.Builder request() {
    ListEjectionFractionsRequest.Builder request =
        ListEjectionFractionsRequest.newBuilder().setIncludePoor(includePoor);
    if (isStated(studyKey)) {
      request.setStudyKey(studyKey);
    }
    if (isStated(from)) {
      request.setFrom(time("from", from));
    }
    if (isStated(until)) {
      request.setUntil(time("until", until));
    }
    if (grades != null) {
      grades.forEach(grade -> request.addGrades(grade(grade)));
    }
    if (isStated(lowest)) {
      request.setLowestPercent(number("lowest", lowest));
    }
    if (isStated(highest)) {
      request.setHighestPercent(number("highest", highest));
    }
    return request;
  }

  public static int wholeNumber(String name, String text) {
    if (!isStated(text)) {
      return 0;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw bad(e, "'" + name + "' is a whole number");
    }
  }

  private static boolean isStated(String text) {
    return text != null && !text.isEmpty();
  }

  private static Timestamp time(String name, String text) {
    try {
      Instant time =
          text.contains("T")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      return Timestamp.newBuilder()
          .setSeconds(time.getEpochSecond())
          .setNanos(time.getNano())
          .build();
    } catch (DateTimeException e) {
      throw bad(
          e,
          "'"
              + name
              + "' is a date such as 2026-11-25 or a time such as"
              + " 2026-11-25T09:30:00Z");
    }
  }

  private static double number(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw bad(e, "'" + name + "' is a number from 0 to 100");
    }
  }

  private static QualityGrade grade(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "good" -> QualityGrade.QUALITY_GRADE_GOOD;
      case "usable" -> QualityGrade.QUALITY_GRADE_USABLE;
      case "poor" -> QualityGrade.QUALITY_GRADE_POOR;
      default -> throw bad(null, "a grade must be good, usable or poor");
    };
  }

  private static EchoMotionException bad(Throwable cause, String what) {
    return new EchoMotionException(cause, EjectionFractionError.BAD_REQUEST, what);
  }
}
