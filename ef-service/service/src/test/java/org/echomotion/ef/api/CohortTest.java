package org.echomotion.ef.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Timestamp;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc.EjectionFractionServiceBlockingStub;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.ListEjectionFractionsResponse;
import org.echomotion.contract.ef.v1.ListedEjectionFraction;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(SegmentationPeer.class)
@QuarkusTestResource(EfChannels.class)
class CohortTest {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  @Inject StoredClips clips;

  @TestHTTPResource URI address;

  private ManagedChannel channel;
  private EjectionFractionServiceBlockingStub service;

  @BeforeEach
  void open() {
    clips.clear();
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    service =
        EjectionFractionServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  /** Seven clips of seven studies, a day apart: 20, 30, ... 80 %; good, usable, poor in turn. */
  private List<EjectionFraction> week() {
    List<EjectionFraction> week = new ArrayList<>();
    for (int day = 0; day < 7; day++) {
      String key = "day-" + day;
      week.add(
          clips.clip(
              key,
              clips.study(key),
              FIRST.plusSeconds(86_400L * day),
              QualityGrade.forNumber(1 + day % 3),
              20 + 10 * day));
    }
    return week;
  }

  private List<String> keys(ListEjectionFractionsRequest.Builder request) {
    return service.listEjectionFractions(request.build()).getResultsList().stream()
        .map(listed -> listed.getResult().getStudyKey())
        .toList();
  }

  private static ListEjectionFractionsRequest.Builder all() {
    return ListEjectionFractionsRequest.newBuilder();
  }

  private static Timestamp day(int day) {
    return Timestamp.newBuilder()
        .setSeconds(FIRST.plusSeconds(86_400L * day).getEpochSecond())
        .build();
  }

  @Test
  void pagesHoldEachClipOnceNewestFirst() {
    week();
    // Same instant as day 3: the order within is by id, and stays.
    clips.clip("twin", clips.study("twin"), FIRST.plusSeconds(3 * 86_400), good(), 50);
    List<String> seen = new ArrayList<>();
    String token = "";
    int pages = 0;
    do {
      ListEjectionFractionsResponse page =
          service.listEjectionFractions(all().setPageSize(3).setPageToken(token).build());
      page.getResultsList().forEach(listed -> seen.add(listed.getResult().getStudyKey()));
      token = page.getNextPageToken();
      pages++;
    } while (!token.isEmpty());
    assertEquals(3, pages);
    assertEquals(8, seen.stream().distinct().count());
    assertEquals(List.of("day-6", "day-5", "day-4"), seen.subList(0, 3));
    assertEquals(List.of("day-2", "day-1", "day-0"), seen.subList(5, 8));
  }

  private static QualityGrade good() {
    return QualityGrade.QUALITY_GRADE_GOOD;
  }

  @Test
  void filtersAddUp() {
    week();
    assertEquals(List.of("day-3", "day-2"), keys(all().setFrom(day(2)).setUntil(day(4))));
    assertEquals(List.of("day-6", "day-3", "day-0"), keys(all().addGrades(good())));
    assertEquals(
        List.of("day-6", "day-4", "day-3"),
        keys(all().setLowestPercent(40).setHighestPercent(80)),
        "two poor ones have no number for those who did not ask for it");
    assertEquals(
        List.of("day-5", "day-4", "day-3", "day-2"),
        keys(all().setLowestPercent(40).setHighestPercent(70).setIncludePoor(true)));
    assertEquals(
        List.of("day-3"), keys(all().addGrades(good()).setLowestPercent(50).setUntil(day(5))));
    assertEquals(List.of("day-4"), keys(all().setStudyKey("day-4")));
    assertEquals(List.of(), keys(all().setStudyKey("none")));
  }

  @Test
  void theNewestResultOfAClipStandsAndHasNoFrames() {
    UUID study = clips.study("two-models");
    UUID clip = clips.clip(study);
    Instant later = FIRST.plusSeconds(60);
    clips.result(
        "two-models",
        study,
        clip,
        FIRST,
        later,
        StoredClips.PROVENANCE.toBuilder().setModelVersion("2").build(),
        good(),
        60);
    clips.result("two-models", study, clip, FIRST, FIRST, StoredClips.PROVENANCE, good(), 50);
    List<ListedEjectionFraction> listed =
        service.listEjectionFractions(all().build()).getResultsList();
    assertEquals(1, listed.size());
    assertEquals(60, listed.get(0).getResult().getEjectionFractionPercent());
    assertEquals(0, listed.get(0).getResult().getFramesCount());
    assertEquals(FIRST.getEpochSecond(), listed.get(0).getClipCreatedAt().getSeconds());
    assertEquals(later.getEpochSecond(), listed.get(0).getComputedAt().getSeconds());
    assertEquals(List.of(), keys(all().setHighestPercent(55)), "an older result does not count");
  }

  @Test
  void poorNumbersAreWithheldUnlessAskedFor() {
    clips.clip("poor", clips.study("poor"), FIRST, QualityGrade.QUALITY_GRADE_POOR, 50);
    EjectionFraction withheld = listed(all());
    assertFalse(withheld.hasEjectionFractionPercent());
    assertEquals(
        EjectionFractionStatus.EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY,
        withheld.getStatus());
    assertEquals(50, listed(all().setIncludePoor(true)).getEjectionFractionPercent());
  }

  private EjectionFraction listed(ListEjectionFractionsRequest.Builder request) {
    return service.listEjectionFractions(request.build()).getResults(0).getResult();
  }

  @Test
  void filtersThatMakeNoSenseAreRefused() {
    List<ListEjectionFractionsRequest.Builder> wrong =
        List.of(
            all().setPageSize(-1),
            all().setPageSize(201),
            all().setPageToken("' or 1=1"),
            all().setPageToken("AAAA"),
            all().setFrom(day(2)).setUntil(day(2)),
            all().setFrom(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)),
            all().setLowestPercent(Double.NaN),
            all().setHighestPercent(101),
            all().setLowestPercent(60).setHighestPercent(50),
            all().addGrades(QualityGrade.QUALITY_GRADE_UNSPECIFIED));
    for (ListEjectionFractionsRequest.Builder request : wrong) {
      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class,
              () -> service.listEjectionFractions(request.build()),
              request::toString);
      assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    }
  }

  @Test
  void restListsThePagesThatGrpcLists() {
    week();
    String token =
        given()
            .get("/v1/ejection-fractions?pageSize=2&from=2026-01-02&grade=good&grade=usable")
            .then()
            .statusCode(200)
            .contentType("application/json")
            .body("results", hasSize(2))
            .body("results[0].result.studyKey", equalTo("day-6"))
            .body("results[0].clipCreatedAt", equalTo("2026-01-07T00:00:00Z"))
            .extract()
            .path("nextPageToken");
    given()
        .queryParam("pageToken", token)
        .get("/v1/ejection-fractions?pageSize=9&from=2026-01-02&grade=good&grade=usable")
        .then()
        .body("results.result.studyKey", equalTo(List.of("day-3", "day-1")))
        .body("nextPageToken", equalTo(""));
    for (String wrong :
        List.of("from=yesterday", "grade=fine", "lowest=x", "pageSize=1.5", "pageToken=x")) {
      given()
          .get("/v1/ejection-fractions?" + wrong)
          .then()
          .statusCode(400)
          .body("code", equalTo("BAD_REQUEST"));
    }
  }

  @Test
  void restWritesTheWholeCohortAsATable() {
    UUID study = clips.study("many");
    for (int i = 0; i < 203; i++) {
      clips.clip("many", study, FIRST.plusSeconds(i), QualityGrade.QUALITY_GRADE_USABLE, 45);
    }
    String csv =
        given()
            .get("/v1/ejection-fractions.csv?lowest=40")
            .then()
            .statusCode(200)
            .header("Content-Type", containsString("text/csv"))
            .header("Content-Disposition", containsString("ejection-fractions.csv"))
            .extract()
            .asString();
    List<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
    assertEquals(203, rows.size());
    assertEquals(203, rows.stream().map(row -> row.getField("clip_id")).distinct().count());
    NamedCsvRecord row = rows.get(0);
    assertEquals("many", row.getField("study_key"));
    assertEquals("45.00", row.getField("ejection_fraction_percent"));
    assertEquals("mildly_abnormal", row.getField("severity"));
    assertEquals("'=Only one beat, \"x\".", row.getField("quality_reasons"));
    assertEquals("2026-01-01T00:03:22Z", row.getField("clip_created_at"));
    given()
        .get("/v1/ejection-fractions.csv?until=x")
        .then()
        .statusCode(400)
        .body("code", equalTo("BAD_REQUEST"));
  }

  /** The second page cannot be read when the first one is already sent. */
  @Test
  void aTableThatCannotBeCompletedBreaksOff() {
    UUID study = clips.study("many");
    for (int i = 0; i < 203; i++) {
      clips.clip("many", study, FIRST.plusSeconds(i), QualityGrade.QUALITY_GRADE_USABLE, 45);
    }
    clips.sql(
        "update ef.ejection_fraction set result = '\\xff' where clip_created_at = '" + FIRST + "'");
    HttpRequest table =
        HttpRequest.newBuilder(address.resolve("/v1/ejection-fractions.csv")).build();
    assertThrows(
        IOException.class, () -> HttpClient.newHttpClient().send(table, BodyHandlers.ofString()));
  }

  @Test
  void openApiDescribesWhatTheResourcesAnswer() {
    given()
        .accept("application/json")
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body("info.title", equalTo("EchoMotion"))
        .body("paths.'/v1/ejection-fractions'.get.operationId", equalTo("listEjectionFractions"))
        .body(
            "paths.'/v1/ejection-fractions'.get.responses.'200'.content.'application/json'"
                + ".schema.$ref",
            equalTo("#/components/schemas/ListEjectionFractionsResponse"))
        .body(
            "components.schemas.EjectionFraction.properties.keySet()",
            hasItems("ejectionFractionPercent", "clipId", "beats"))
        .body(
            "components.schemas.ListedEjectionFraction.properties.clipCreatedAt.format",
            equalTo("date-time"));
  }
}
