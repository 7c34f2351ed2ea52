package org.echomotion.ingest.api;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echomotion.contract.ingest.v1.GetStudyRequest;
import org.junit.jupiter.api.Test;

/** What Prometheus reads after some calls. */
@QuarkusTest
class MetricsTest extends IngestServiceTestCase {

  private static final String CANARY = "CANARYB1RD";

  @TestHTTPResource(value = "/metrics", management = true)
  URI metrics;

  @Test
  void anUploadIsMeasured() throws Exception {
    double before = value("echomotion_stage_seconds_count\\{stage=\"decode\"}");
    double levels = value("echomotion_picture_median_level_count");
    upload("measured", TestCines.avi(61, 20));
    assertEquals(before + 1, value("echomotion_stage_seconds_count\\{stage=\"decode\"}"));
    assertEquals(levels + 1, value("echomotion_picture_median_level_count"));
    assertTrue(scraped().contains("echomotion_stage_seconds_bucket{stage=\"decode\",le=\"0.5\"}"));
  }

  @Test
  void noAddressAndNoStudyKeyIsATag() throws Exception {
    upload(CANARY, TestCines.avi(62, 20));
    given().get("/v1/studies/" + CANARY).then().statusCode(200);
    given().get("/v1/studies/" + CANARY + "/unknown/" + CANARY).then().statusCode(404);
    given().delete("/v1/studies/" + CANARY + "/clips");
    given().header("Origin", "https://" + CANARY).get("/v1/studies/" + CANARY);
    given().get("/" + CANARY).then().statusCode(404);
    given().post("/echomotion.ingest.v1.IngestService/" + CANARY);
    GetStudyRequest missing = GetStudyRequest.newBuilder().setStudyKey(CANARY + "-2").build();
    assertThrows(StatusRuntimeException.class, () -> service().getStudy(missing));
    String scraped = scraped();
    assertTrue(
        scraped.contains(
            "echomotion_call_errors_total{code=\"NO_SUCH_STUDY\",status=\"NOT_FOUND\"}"),
        scraped);
    assertFalse(
        scraped.contains(CANARY),
        () -> scraped.lines().filter(l -> l.contains(CANARY)).toList() + "");
  }

  private String scraped() {
    return given().get(metrics).then().statusCode(200).extract().asString();
  }

  /** Returns the value of a series; 0 if it does not exist. */
  private double value(String series) {
    Matcher line = Pattern.compile("(?m)^" + series + " (.+)$").matcher(scraped());
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }
}
