package org.echomotion.cohort;

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
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.ErrorCode;
import org.echomotion.json.ProtoTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request for a listing of results from query parameters. A parameter that is null or empty
 * is not set. Each method throws an {@link EchoMotionException} if its text cannot be read.
 */
public final class CohortRequest {

  private final ListEjectionFractionsRequest.Builder request =
      ListEjectionFractionsRequest.newBuilder();
  private final ErrorCode badRequest;

  /**
   * @param badRequest the error for a text that cannot be read; its message takes the reason
   */
  public CohortRequest(ErrorCode badRequest) {
    this.badRequest = badRequest;
  }

  public CohortRequest studyKey(@Nullable String text) {
    stated(text).ifPresent(request::setStudyKey);
    return this;
  }

  /** A date (UTC) or a time. */
  public CohortRequest from(@Nullable String text) {
    stated(text).map(given -> time("from", given)).ifPresent(request::setFrom);
    return this;
  }

  /** A date (UTC) or a time. */
  public CohortRequest until(@Nullable String text) {
    stated(text).map(given -> time("until", given)).ifPresent(request::setUntil);
    return this;
  }

  /** Words: good, usable or poor. */
  public CohortRequest grades(@Nullable List<String> words) {
    Optional.ofNullable(words).orElse(List.of()).forEach(word -> request.addGrades(grade(word)));
    return this;
  }

  /** Percent. */
  public CohortRequest lowest(@Nullable String text) {
    stated(text).map(given -> number("lowest", given)).ifPresent(request::setLowestPercent);
    return this;
  }

  /** Percent. */
  public CohortRequest highest(@Nullable String text) {
    stated(text).map(given -> number("highest", given)).ifPresent(request::setHighestPercent);
    return this;
  }

  public CohortRequest includePoor(boolean include) {
    request.setIncludePoor(include);
    return this;
  }

  public CohortRequest pageSize(@Nullable String text) {
    stated(text).map(given -> wholeNumber("pageSize", given)).ifPresent(request::setPageSize);
    return this;
  }

  public CohortRequest pageToken(@Nullable String text) {
    stated(text).ifPresent(request::setPageToken);
    return this;
  }

  /** Returns the request. */
  public ListEjectionFractionsRequest build() {
    return request.build();
  }

  private static Optional<String> stated(@Nullable String text) {
    return Optional.ofNullable(text).filter(given -> !given.isEmpty());
  }

  private Timestamp time(String name, String text) {
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

  private int wholeNumber(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw bad(e, "'" + name + "' must be a whole number");
    }
  }

  private double number(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw bad(e, "'" + name + "' must be a number from 0 to 100");
    }
  }

  private QualityGrade grade(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "good" -> QualityGrade.QUALITY_GRADE_GOOD;
      case "usable" -> QualityGrade.QUALITY_GRADE_USABLE;
      case "poor" -> QualityGrade.QUALITY_GRADE_POOR;
      default -> throw new EchoMotionException(badRequest, "a grade must be good, usable or poor");
    };
  }

  private EchoMotionException bad(Throwable cause, String what) {
    return new EchoMotionException(cause, badRequest, what);
  }
}
