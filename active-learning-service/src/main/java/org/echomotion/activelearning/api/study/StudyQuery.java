package org.echomotion.activelearning.api.study;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.error.EchoMotionException;
import org.echomotion.json.ProtoTime;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of a listing: the same as those of ef-service. */
public class StudyQuery {

  @RestQuery @Nullable String studyKey;

  @RestQuery @Nullable String from;

  @RestQuery @Nullable String until;

  @RestQuery("grade")
  @Nullable List<String> grades;

  @RestQuery @Nullable String lowest;

  @RestQuery @Nullable String highest;

  @RestQuery boolean includePoor;

  @RestQuery @Nullable String pageSize;

  @RestQuery @Nullable String pageToken;

  /**
   * Returns the request with these parameters.
   *
   * @throws EchoMotionException {@code BAD_REQUEST} if a parameter cannot be read
   */
  ListEjectionFractionsRequest request() {
    ListEjectionFractionsRequest.Builder request =
        ListEjectionFractionsRequest.newBuilder().setIncludePoor(includePoor);
    stated(studyKey).ifPresent(request::setStudyKey);
    stated(from).ifPresent(text -> request.setFrom(time("from", text)));
    stated(until).ifPresent(text -> request.setUntil(time("until", text)));
    Optional.ofNullable(grades).orElse(List.of()).forEach(grade -> request.addGrades(grade(grade)));
    stated(lowest).ifPresent(text -> request.setLowestPercent(number("lowest", text)));
    stated(highest).ifPresent(text -> request.setHighestPercent(number("highest", text)));
    stated(pageSize).ifPresent(text -> request.setPageSize(wholeNumber("pageSize", text)));
    stated(pageToken).ifPresent(request::setPageToken);
    return request.build();
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
      return ProtoTime.of(time);
    } catch (DateTimeException e) {
      throw bad(
          e,
          "'"
              + name
              + "' must be a date such as 2026-11-25 or a time such as"
              + " 2026-11-25T09:30:00Z");
    }
  }

  private static int wholeNumber(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw bad(e, "'" + name + "' must be a whole number");
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
              ActiveLearningError.BAD_REQUEST, "a grade must be good, usable or poor");
    };
  }

  private static EchoMotionException bad(Throwable cause, String what) {
    return new EchoMotionException(cause, ActiveLearningError.BAD_REQUEST, what);
  }
}
