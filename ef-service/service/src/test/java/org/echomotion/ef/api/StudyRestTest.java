package org.echomotion.ef.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.ef.api.rest.CohortResource;
import org.echomotion.ef.api.rest.CohortTableResource;
import org.echomotion.ef.api.rest.EjectionFractionResource;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(SegmentationPeer.class)
@QuarkusTestResource(EfChannels.class)
class StudyRestTest {

  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  @Inject StoredClips clips;

  @TestHTTPResource URI address;

  @BeforeEach
  void empty() {
    clips.clear();
  }

  @Test
  void aStudyComesAsADiagnosticReport() {
    UUID study = clips.study("study-1");
    clips.clip("study-1", study, THEN, QualityGrade.QUALITY_GRADE_USABLE, 53);
    given()
        .get("/v1/studies/study-1/ejection-fraction/fhir?sex=female")
        .then()
        .statusCode(200)
        .contentType("application/fhir+json")
        .body("resourceType", equalTo("DiagnosticReport"))
        .body("id", equalTo(study.toString()))
        .body("status", equalTo("preliminary"))
        .body("issued", containsString("2026-01-01T00:00:01"))
        .body("subject.identifier.value", equalTo("study-1"))
        .body("conclusion", containsString("mildly abnormal"))
        .body(
            "contained.find { it.id == 'study-ejection-fraction' }.valueQuantity.value",
            equalTo(53.0f))
        .body("contained.find { it.resourceType == 'Device' }.modelNumber", equalTo("test-model"));
    given()
        .get("/v1/studies/study-1/ejection-fraction/fhir?sex=male&verified=true")
        .then()
        .body("status", equalTo("final"))
        .body("conclusion", containsString(": normal by"));
  }

  @Test
  void aReportOfAStudyThatStillWaitsIsPartialAndCannotBeVerified() {
    UUID study = clips.study("study-2");
    clips.clip("study-2", study, THEN, QualityGrade.QUALITY_GRADE_GOOD, 60);
    clips.clip(study);
    given()
        .get("/v1/studies/study-2/ejection-fraction/fhir")
        .then()
        .body("status", equalTo("partial"));
    refused(400, "BAD_REQUEST", "study-2/ejection-fraction/fhir?verified=true");
    refused(400, "BAD_REQUEST", "study-2/ejection-fraction/fhir?sex=x");
  }

  @Test
  void poorNumbersAreNotReportedUnlessAskedFor() {
    UUID study = clips.study("study-3");
    clips.clip("study-3", study, THEN, QualityGrade.QUALITY_GRADE_POOR, 47);
    given()
        .get("/v1/studies/study-3/ejection-fraction/fhir")
        .then()
        .body("conclusion", not(containsString("47")))
        .body(
            "contained.find { it.id == 'study-ejection-fraction' }.dataAbsentReason.text",
            containsString("too poor"));
    given()
        .get("/v1/studies/study-3/ejection-fraction/fhir?includePoor=true")
        .then()
        .body("conclusion", containsString("47 %"));
    given()
        .get("/v1/studies/study-3/ejection-fraction?includePoor=true")
        .then()
        .body("study.ejectionFractionPercent", equalTo(47.0f));
  }

  private static void refused(int status, String code, String path) {
    given()
        .get("/v1/studies/" + path)
        .then()
        .statusCode(status)
        .contentType("application/json")
        .body("code", equalTo(code));
  }

  @Test
  void whatIsNotThereIsNotFoundInEveryForm() {
    clips.study("study-4");
    for (String form : List.of("", "/fhir")) {
      refused(404, "NO_SUCH_STUDY", "none/ejection-fraction" + form);
      refused(404, "NO_RESULT", "study-4/ejection-fraction" + form);
    }
    refused(404, "NO_SUCH_STUDY", "none/ejection-fraction/events");
  }

  @Test
  void eventsComeAsResultsDoAndEndWithTheStudy() throws IOException, InterruptedException {
    UUID study = clips.study("study-5");
    clips.clip("study-5", study, THEN, QualityGrade.QUALITY_GRADE_GOOD, 55);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        address.resolve("/v1/studies/study-5/ejection-fraction/events"))
                    .timeout(Duration.ofSeconds(30))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode());
    assertTrue(
        answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream"));
    List<String> events = answer.body().lines().filter(line -> line.startsWith("data:")).toList();
    assertEquals(2, events.size(), answer.body());
    assertTrue(events.get(0).contains("\"result\":{"));
    assertTrue(events.get(1).contains("\"study\":{"));
  }

  @Test
  void everyResourceStatesItsRoles() {
    for (Class<?> resource :
        List.of(EjectionFractionResource.class, CohortResource.class, CohortTableResource.class)) {
      List<Method> methods =
          Arrays.stream(resource.getDeclaredMethods())
              .filter(method -> method.isAnnotationPresent(GET.class))
              .toList();
      assertFalse(methods.isEmpty(), resource + " answers to GET");
      for (Method method : methods) {
        assertTrue(method.isAnnotationPresent(RolesAllowed.class), method.toString());
      }
    }
  }
}
