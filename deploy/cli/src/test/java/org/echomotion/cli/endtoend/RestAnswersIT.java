package org.echomotion.cli.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.standalone.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What five processes answer over REST about one study, in every format, and what they answer to
 * wrong calls. A native executable that lacks a class or a file fails here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestAnswersIT {

  private static final String STUDY = "answers";

  private final HttpClient client = HttpClient.newHttpClient();
  private ServicesUnderTest services;
  private String clip;

  @BeforeAll
  void analyse() throws Exception {
    services = ServicesUnderTest.start();
    Clip stored =
        services
            .client()
            .upload(Launcher.SAMPLE, STUDY, View.VIEW_A4C, false, sent -> {})
            .getClip();
    clip = stored.getClipId();
    services.bitsOf(STUDY, clip);
  }

  @AfterAll
  void stop() throws Exception {
    if (services != null) {
      services.close();
    }
  }

  private List<String> jsonOf(Service service) {
    return switch (service) {
      case INGEST -> List.of("/v1/studies", "/v1/studies/" + STUDY);
      case SEGMENTATION -> List.of();
      case EF ->
          List.of(
              "/v1/studies/" + STUDY + "/ejection-fraction",
              "/v1/studies/" + STUDY + "/ejection-fraction/fhir",
              "/v1/ejection-fractions");
      case XAI -> List.of("/v1/clips/" + clip + "/explanation");
      case ACTIVE_LEARNING ->
          List.of(
              "/v1/annotation/frames",
              "/v1/annotation/me",
              "/v1/annotation/readers",
              "/v1/annotation/stats",
              "/v1/annotation/campaigns",
              "/v1/annotation/clips/" + clip + "/contours",
              "/v1/workbench/studies",
              "/v1/workbench/studies/" + STUDY,
              "/v1/workbench/models");
    };
  }

  @Test
  void answersInJson() throws Exception {
    for (Service service : Service.inOrderOfTheData()) {
      for (String path : jsonOf(service)) {
        HttpResponse<byte[]> answer = get(service, path);
        assertEquals(200, answer.statusCode(), () -> path + ": " + text(answer));
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertTrue(json.isObject() && !json.isEmpty(), () -> path + ": " + json);
      }
    }
  }

  @Test
  void theReportIsAFhirDiagnosticReport() throws Exception {
    JsonNode report =
        new ObjectMapper()
            .readTree(get(Service.EF, "/v1/studies/" + STUDY + "/ejection-fraction/fhir").body());
    assertEquals("DiagnosticReport", report.path("resourceType").asText());
    assertEquals("preliminary", report.path("status").asText());
    JsonNode value = report.path("contained").findValue("valueQuantity");
    assertEquals("%", value.path("code").asText(), report::toString);
    assertEquals(69.0, value.path("value").asDouble(), 0.1);
  }

  @Test
  void answersInTables() throws Exception {
    String cohort = text(get(Service.EF, "/v1/ejection-fractions.csv"));
    assertTrue(cohort.contains(STUDY), cohort);
    assertEquals(200, get(Service.ACTIVE_LEARNING, "/v1/annotation/readers.csv").statusCode());
  }

  @Test
  void answersInPicturesAndPages() throws Exception {
    for (String name : new String[] {"curve.png", "ed.png", "es.png"}) {
      BufferedImage picture = picture(Service.XAI, "/v1/clips/" + clip + "/explanation/" + name);
      assertTrue(picture.getWidth() > 500, name);
    }
    String frames = "/v1/annotation/clips/" + clip + "/frames/3";
    assertTrue(picture(Service.ACTIVE_LEARNING, frames).getWidth() > 100);
    assertTrue(picture(Service.ACTIVE_LEARNING, frames + "/probability").getWidth() > 100);
    byte[] video = get(Service.XAI, "/v1/clips/" + clip + "/explanation/overlay.mp4").body();
    assertEquals("ftyp", new String(video, 4, 4, StandardCharsets.US_ASCII));
    for (String page :
        new String[] {
          "/v1/clips/" + clip + "/explanation/report.html",
          "/v1/studies/" + STUDY + "/explanation/study.html"
        }) {
      assertTrue(text(get(Service.XAI, page)).contains("69 %"), page);
    }
    assertEquals(200, get(Service.ACTIVE_LEARNING, "/").statusCode());
    assertEquals(200, get(Service.EF, "/q/openapi").statusCode());
  }

  @Test
  void aWrongCallIsAnsweredWithItsOwnCode() throws Exception {
    assertError(404, "NO_SUCH_STUDY", Service.EF, "GET", "/v1/studies/unknown/ejection-fraction");
    assertError(404, "NO_SUCH_STUDY", Service.INGEST, "GET", "/v1/studies/unknown");
    assertError(405, "METHOD_NOT_ALLOWED", Service.EF, "POST", "/v1/studies/a/ejection-fraction");
    assertError(405, "METHOD_NOT_ALLOWED", Service.XAI, "POST", "/v1/clips/a/explanation");
    assertError(405, "METHOD_NOT_ALLOWED", Service.ACTIVE_LEARNING, "POST", "/v1/annotation/me");
  }

  private void assertError(int status, String code, Service service, String method, String path)
      throws Exception {
    HttpResponse<byte[]> answer =
        send(HttpRequest.newBuilder(uri(service, path)).method(method, BodyPublishers.noBody()));
    String body = text(answer);
    assertEquals(status, answer.statusCode(), body);
    assertEquals(code, new ObjectMapper().readTree(body).path("code").asText(), body);
  }

  private BufferedImage picture(Service service, String path) throws Exception {
    HttpResponse<byte[]> answer = get(service, path);
    assertEquals(200, answer.statusCode(), path);
    return Objects.requireNonNull(
        ImageIO.read(new ByteArrayInputStream(answer.body())), () -> path + " is no picture");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> get(Service service, String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(service, path)));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private URI uri(Service service, String path) {
    return URI.create("http://127.0.0.1:" + services.platform().port(service) + path);
  }
}
