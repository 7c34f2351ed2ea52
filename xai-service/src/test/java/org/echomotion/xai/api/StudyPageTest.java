package org.echomotion.xai.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.echomotion.contract.xai.v1.DownloadStudyReportRequest;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StudyPageTest extends RunningService {

  private static final String PAGE = "/v1/studies/{study}/explanation/study.html";

  @Test
  void servesThePageOverRestWithTheStoredPicturesAndALinkThatLeadsToTheReport() {
    assertAcknowledged(send());
    String html =
        given()
            .get(PAGE, study)
            .then()
            .statusCode(200)
            .header("Content-Type", startsWith("text/html"))
            .header("Content-Security-Policy", "sandbox")
            .header("X-Content-Type-Options", "nosniff")
            .extract()
            .asString();
    assertTrue(html.contains(Base64.getEncoder().encodeToString(download("ed.png"))));
    String link = "../../../clips/" + clip + "/explanation/report.html";
    assertTrue(html.contains("href=\"" + link + "\""), html);
    given().get("/v1/studies/" + study + "/explanation/" + link).then().statusCode(200);
  }

  @Test
  void servesTheSamePageOverGrpcWithTheCallersLinks() {
    assertAcknowledged(send());
    String html = page(request().putReportLinks(clip.toString(), "a4c/report.html"));
    assertTrue(html.contains("href=\"a4c/report.html\""), html);
    assertTrue(html.contains("60 %"));
  }

  @Test
  void showsAResultWhoseClipIsNotExplained() {
    given()
        .get(PAGE, study)
        .then()
        .statusCode(200)
        .body(containsString("60 %"))
        .body(not(containsString("<img")))
        .body(not(containsString("href=")));
  }

  @Test
  void asksForPoorNumbersOnlyWhereTheAskerWantsThem() {
    given().get(PAGE, study).then().statusCode(200);
    assertEquals(false, Peers.LAST_ASKED_FOR_POOR.get());
    given().queryParam("includePoor", true).get(PAGE, study).then().statusCode(200);
    assertEquals(true, Peers.LAST_ASKED_FOR_POOR.get());
  }

  @Test
  void saysThatThereIsNoSuchStudyAndThatEfServiceIsAway() {
    given().get(PAGE, "nobody").then().statusCode(404).body("code", equalTo("STUDY_NOT_FOUND"));
    Peers.EF_AWAY.set(true);
    try {
      given().get(PAGE, study).then().statusCode(503).body("code", equalTo("EF_SERVICE_AWAY"));
    } finally {
      Peers.EF_AWAY.set(false);
    }
  }

  @Test
  void refusesALinkThatLeadsAway() {
    for (String link :
        new String[] {"javascript:alert(1)", "//elsewhere/x", "/x", "http://x", "a b"}) {
      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class,
              () -> page(request().putReportLinks(clip.toString(), link)),
              link);
      assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode(), link);
      assertEquals("LINK_MALFORMED", refused.getTrailers().get(EchoMotionException.CODE), link);
    }
  }

  private DownloadStudyReportRequest.Builder request() {
    return DownloadStudyReportRequest.newBuilder().setStudyKey(study.toString());
  }

  private String page(DownloadStudyReportRequest.Builder request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    calls
        .downloadStudyReport(request.build())
        .forEachRemaining(part -> bytes.writeBytes(part.getChunk().toByteArray()));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
