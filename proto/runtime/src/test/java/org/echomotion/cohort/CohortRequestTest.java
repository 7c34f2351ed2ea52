package org.echomotion.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.ErrorCode;
import org.echomotion.json.ProtoTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CohortRequestTest {

  private enum TestError implements ErrorCode {
    BAD_REQUEST;

    @Override
    public Status.Code grpcStatus() {
      return Status.Code.INVALID_ARGUMENT;
    }

    @Override
    public String message() {
      return "Not valid: %s.";
    }
  }

  private static CohortRequest request() {
    return new CohortRequest(TestError.BAD_REQUEST);
  }

  @Test
  void readsEveryParameter() {
    assertEquals(
        ListEjectionFractionsRequest.newBuilder()
            .setStudyKey("heart-1")
            .setFrom(ProtoTime.of(Instant.parse("2026-11-25T00:00:00Z")))
            .setUntil(ProtoTime.of(Instant.parse("2026-11-30T07:30:00Z")))
            .addGrades(QualityGrade.QUALITY_GRADE_GOOD)
            .addGrades(QualityGrade.QUALITY_GRADE_USABLE)
            .addGrades(QualityGrade.QUALITY_GRADE_POOR)
            .setLowestPercent(35.5)
            .setHighestPercent(50)
            .setIncludePoor(true)
            .setPageSize(20)
            .setPageToken("t")
            .build(),
        request()
            .studyKey("heart-1")
            .from("2026-11-25")
            .until("2026-11-30T09:30:00+02:00")
            .grades(List.of("good", "Usable", "POOR"))
            .lowest("35.5")
            .highest("50")
            .includePoor(true)
            .pageSize("20")
            .pageToken("t")
            .build());
  }

  @Test
  void aParameterThatIsMissingOrEmptyIsNotSet() {
    assertEquals(
        ListEjectionFractionsRequest.getDefaultInstance(),
        request()
            .studyKey(null)
            .from("")
            .until(null)
            .grades(null)
            .lowest("")
            .highest(null)
            .pageSize("")
            .pageToken(null)
            .build());
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        refused(
            request -> request.from("25.11.2026"),
            "'from' must be a date such as 2026-11-25 or a time such as 2026-11-25T09:30:00Z"),
        refused(
            request -> request.until("2026-11-25T09:30:00"),
            "'until' must be a date such as 2026-11-25 or a time such as 2026-11-25T09:30:00Z"),
        refused(request -> request.grades(List.of("bad")), "a grade must be good, usable or poor"),
        refused(request -> request.lowest("low"), "'lowest' must be a number from 0 to 100"),
        refused(request -> request.highest("5 %"), "'highest' must be a number from 0 to 100"),
        refused(request -> request.pageSize("1.5"), "'pageSize' must be a whole number"));
  }

  private static Arguments refused(Consumer<CohortRequest> parameter, String reason) {
    return Arguments.of(parameter, reason);
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void saysWhatCannotBeRead(Consumer<CohortRequest> parameter, String reason) {
    CohortRequest request = request();
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> parameter.accept(request));
    assertEquals(TestError.BAD_REQUEST, refusal.code());
    assertEquals("Not valid: " + reason + ".", refusal.getMessage());
  }
}
