package org.echomotion.activelearning.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.xai.v1.DownloadStudyReportRequest;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.Test;

/** What the workbench asks about studies, over REST. */
@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(PeerServices.class)
@QuarkusTestResource(ActiveLearningChannels.class)
class StudiesRestTest {

  private static final String BASE = "/v1/workbench";
  private static final String REPORT = BASE + "/clips/%s/explanation/%s";

  @TestHTTPResource URI address;
  @Inject QueuedClips clips;

  private static ValidatableResponse get(String path) {
    return given().urlEncodingEnabled(false).get(path).then();
  }

  /** Lets ef-service know a study with two clips. */
  private static GetEjectionFractionResponse measured() {
    String key = "study-" + UUID.randomUUID();
    EjectionFraction.Builder clip =
        EjectionFraction.newBuilder()
            .setStudyKey(key)
            .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED);
    GetEjectionFractionResponse study =
        GetEjectionFractionResponse.newBuilder()
            .addResults(
                clip.setClipId(UUID.randomUUID().toString()).setEjectionFractionPercent(55.5))
            .addResults(clip.setClipId(UUID.randomUUID().toString()).setEjectionFractionPercent(60))
            .setStudy(
                StudyEjectionFraction.newBuilder()
                    .setStudyKey(key)
                    .setEjectionFractionPercent(57.25))
            .build();
    PeerServices.RESULTS.put(key, study);
    return study;
  }

  @Test
  void listsResultsWithTheFiltersOfTheCaller() {
    String key = measured().getStudy().getStudyKey();
    get(BASE + "/studies")
        .statusCode(200)
        .contentType("application/json")
        .body("results.result.studyKey.findAll { it == '%s' }".formatted(key), hasSize(2));
    assertEquals(
        ListEjectionFractionsRequest.getDefaultInstance(), PeerServices.QUESTIONS.getFirst());

    get(BASE
            + "/studies?from=2026-11-25&until=2026-11-25T09:30:00%2B01:00&grade=good&grade=POOR"
            + "&lowest=20.5&highest=40&includePoor=true&pageSize=7&pageToken=t&studyKey="
            + key)
        .statusCode(200)
        .body("results", hasSize(2))
        .body("results[0].result.ejectionFractionPercent", equalTo(55.5f))
        .body("nextPageToken", equalTo(""));
    assertEquals(
        ListEjectionFractionsRequest.newBuilder()
            .setFrom(Timestamp.newBuilder().setSeconds(1_795_564_800))
            .setUntil(Timestamp.newBuilder().setSeconds(1_795_595_400))
            .addGrades(QualityGrade.QUALITY_GRADE_GOOD)
            .addGrades(QualityGrade.QUALITY_GRADE_POOR)
            .setLowestPercent(20.5)
            .setHighestPercent(40)
            .setIncludePoor(true)
            .setPageSize(7)
            .setPageToken("t")
            .setStudyKey(key)
            .build(),
        PeerServices.QUESTIONS.getFirst());
  }

  @Test
  void saysWhichParameterOfAListIsWrong() {
    Map.of(
            "from=yesterday", "'from' must be a date",
            "until=2026-13-01", "'until' must be a date",
            "grade=best", "a grade must be good, usable or poor",
            "lowest=low", "'lowest' must be a number",
            "highest=high", "'highest' must be a number",
            "pageSize=1.5", "'pageSize' must be a whole number")
        .forEach(
            (wrong, reason) ->
                get(BASE + "/studies?" + wrong)
                    .statusCode(400)
                    .body("code", equalTo("BAD_REQUEST"))
                    .body("message", containsString(reason)));
    // What ef-service refuses, it says itself.
    get(BASE + "/studies?highest=101")
        .statusCode(400)
        .body("code", equalTo("BAD_REQUEST"))
        .body("message", equalTo("Too much of an ejection fraction."));
  }

  @Test
  void showsAStudy() {
    String key = measured().getStudy().getStudyKey();
    get(BASE + "/studies/" + key)
        .statusCode(200)
        .body("results", hasSize(2))
        .body("study.ejectionFractionPercent", equalTo(57.25f));
    get(BASE + "/studies/" + key + "?includePoor=true").statusCode(200);
    assertEquals(
        GetEjectionFractionRequest.newBuilder().setStudyKey(key).setIncludePoor(true).build(),
        PeerServices.QUESTIONS.getFirst());
  }

  @Test
  void sendsProvisionalResultsUntilTheFirstStoredOne() {
    String key = measured().getStudy().getStudyKey();
    List<String> events =
        get(BASE + "/studies/" + key + "/provisional")
            .statusCode(200)
            .contentType("text/event-stream")
            .extract()
            .asString()
            .lines()
            .filter(line -> line.startsWith("data:"))
            .toList();
    assertEquals(
        List.of(55.5f, 60f),
        events.stream()
            .map(event -> JsonPath.from(event.substring(5)).getFloat("ejectionFractionPercent"))
            .toList());
  }

  @Test
  void sendsNoProvisionalResultsOfAnUnknownStudyOrWithoutEfService() {
    for (String key : List.of("none", PeerServices.AWAY)) {
      get(BASE + "/studies/" + key + "/provisional").statusCode(200).body(equalTo(""));
    }
  }

  @Test
  void describesTheModels() {
    get(BASE + "/models")
        .statusCode(200)
        .body("models.name", equalTo(List.of("echomotionnet-b0", "echomotion-view")))
        .body("models[0].metrics[1].upper", equalTo(0.945f));
  }

  @Test
  void passesErrorsOnAndSaysWhichServiceIsAway() {
    for (String path : List.of("/studies/none", "/studies/none/explanation/study.html")) {
      get(BASE + path)
          .statusCode(404)
          .contentType("application/json")
          .body("code", equalTo("NO_SUCH_STUDY"))
          .body("message", equalTo("There is no study with this key. Is it 100% right?"));
    }
    for (String path :
        List.of(
            "/studies?studyKey=" + PeerServices.AWAY,
            "/studies/" + PeerServices.AWAY,
            "/studies/" + PeerServices.AWAY + "/explanation/study.html")) {
      get(BASE + path)
          .statusCode(503)
          .body("code", equalTo("PEER_AWAY"))
          .body("message", equalTo("ef-service does not answer. Try again in a moment."));
    }
    get("/v1/annotation/clips/" + PeerServices.AWAY + "/contours")
        .statusCode(503)
        .body("code", equalTo("FRAMES_AWAY"));
  }

  @Test
  void showsFramesAndContoursOfAClipThatNobodyReads() throws SQLException {
    UUID clip = clips.add();
    get("/v1/annotation/clips/%s/frames/7".formatted(clip))
        .statusCode(200)
        .contentType("image/jpeg");
    get("/v1/annotation/clips/%s/contours".formatted(clip))
        .statusCode(200)
        .body("contours", hasSize(120));
  }

  @Test
  void showsArtefactsAsXaiServiceDoes() {
    byte[] video = new byte[35_000];
    new Random(1).nextBytes(video);
    String clip = UUID.randomUUID().toString();
    ExplanationPeer.ARTEFACTS.put(
        clip,
        Map.of(
            "overlay.mp4", ByteString.copyFrom(video),
            "report.html", ByteString.copyFromUtf8("<p>Größe</p>")));
    byte[] shown =
        get(REPORT.formatted(clip, "overlay.mp4"))
            .statusCode(200)
            .header("Content-Type", equalTo("video/mp4"))
            .header("Content-Disposition", equalTo("inline; filename=\"overlay.mp4\""))
            .extract()
            .asByteArray();
    assertArrayEquals(video, shown);
    get(REPORT.formatted(clip, "report.html"))
        .statusCode(200)
        .header("Content-Type", equalTo("text/html;charset=UTF-8"))
        .header("Content-Encoding", nullValue())
        .header("Content-Security-Policy", equalTo("sandbox"))
        .header("Cache-Control", equalTo("private, no-cache"))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Referrer-Policy", equalTo("no-referrer"))
        .body(equalTo("<p>Größe</p>"));
    get(REPORT.formatted(clip, "other.png"))
        .statusCode(404)
        .body("code", equalTo("ARTEFACT_NOT_FOUND"));
    get(REPORT.formatted(UUID.randomUUID(), "report.html"))
        .statusCode(404)
        .body("code", equalTo("EXPLANATION_NOT_FOUND"))
        .body("message", equalTo("The clip has no explanation."));
  }

  @Test
  void aFileThatBreaksOffDoesNotLookComplete() {
    String clip = UUID.randomUUID().toString();
    ExplanationPeer.ARTEFACTS.put(
        clip, Map.of(ExplanationPeer.BROKEN, ByteString.copyFrom(new byte[35_000])));
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(REPORT.formatted(clip, ExplanationPeer.BROKEN)))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    assertThrows(
        IOException.class,
        () -> HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()));
  }

  @Test
  void thePageOfAStudyLinksToTheReportsOfItsClips() {
    GetEjectionFractionResponse study = measured();
    String key = study.getStudy().getStudyKey();
    String clip = study.getResults(1).getClipId();
    ExplanationPeer.ARTEFACTS.put(
        clip, Map.of("report.html", ByteString.copyFromUtf8("the report")));
    URI page = URI.create(BASE + "/studies/" + key + "/explanation/study.html");
    String html =
        get(page + "?includePoor=true")
            .statusCode(200)
            .header("Content-Type", equalTo("text/html;charset=UTF-8"))
            .header("Content-Disposition", equalTo("inline; filename=\"study.html\""))
            .header("Content-Security-Policy", equalTo("sandbox"))
            .extract()
            .asString();
    DownloadStudyReportRequest request =
        (DownloadStudyReportRequest) PeerServices.QUESTIONS.getFirst();
    assertEquals(key, request.getStudyKey());
    assertEquals(true, request.getIncludePoor());
    assertEquals(2, request.getReportLinksCount());
    String link = html.replaceAll(".*<a href=\"([^\"]*)\">" + clip + "</a>.*", "$1");
    get(page.resolve(link).toString()).statusCode(200).body(equalTo("the report"));
  }
}
