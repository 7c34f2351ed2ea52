package org.echomotion.ingest.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.TracingMetadata;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.echomotion.contract.ingest.v1.GetStudyRequest;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** The spans of calls, SQL and events. */
@QuarkusTest
@TestProfile(TracesTest.Traced.class)
class TracesTest extends IngestServiceTestCase {

  private static final String CANARY = "CANARYB1RD";

  @Inject CollectedSpans spans;

  /** The spans go nowhere but to this test. */
  public static class Traced implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.otel.sdk.disabled", "false",
          "quarkus.otel.exporter.otlp.enabled", "false",
          "quarkus.datasource.jdbc.telemetry.enabled", "true");
    }
  }

  @Test
  void anUploadItsRowsAndItsEventAreOneTrace() throws Exception {
    byte[] file = TestCines.avi(63, 20);
    given()
        .contentType("application/octet-stream")
        .queryParam("sha256", TestCines.sha256(file))
        .body(file)
        .post("/v1/studies/traced/clips")
        .then()
        .statusCode(200);
    Message<byte[]> event = events(IngestChannels.CLIP_INGESTED).received().get(0);
    String trace =
        Span.fromContext(event.getMetadata(TracingMetadata.class).orElseThrow().getCurrentContext())
            .getSpanContext()
            .getTraceId();
    assertEquals(trace, storedTrace());
    await().atMost(Duration.ofSeconds(10)).until(() -> ofKind(trace, SpanKind.SERVER).size() == 1);
    assertEquals("POST /v1/studies/{key}/clips", ofKind(trace, SpanKind.SERVER).get(0).getName());
    assertTrue(
        ofKind(trace, SpanKind.CLIENT).stream()
            .anyMatch(
                span -> span.getName().startsWith("INSERT") && span.getName().endsWith("clip")),
        () -> spans.ended().toString());
  }

  private String storedTrace() throws Exception {
    try (Connection connection = studyStore.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select trace_parent from ingest.clip")) {
      assertTrue(row.next());
      return row.getString(1).split("-")[1];
    }
  }

  private List<SpanData> ofKind(String trace, SpanKind kind) {
    return spans.ended().stream()
        .filter(span -> span.getTraceId().equals(trace) && span.getKind() == kind)
        .toList();
  }

  @Test
  void noSpanNamesAStudyOrACaller() throws Exception {
    upload(CANARY, TestCines.avi(64, 20));
    given().header("User-Agent", CANARY).get("/v1/studies/" + CANARY + "?x=" + CANARY);
    given().get("/v1/studies/" + CANARY + "/unknown/" + CANARY);
    given().delete("/v1/studies/" + CANARY + "/clips");
    given().get("/" + CANARY);
    given().header("Origin", "https://" + CANARY).get("/v1/studies/" + CANARY);
    GetStudyRequest missing = GetStudyRequest.newBuilder().setStudyKey(CANARY + "-2").build();
    assertThrows(StatusRuntimeException.class, () -> service().getStudy(missing));
    assertThrows(
        Exception.class,
        () -> execute("insert into ingest.study (id, key) values (null, '" + CANARY + "')"));
    await().atMost(Duration.ofSeconds(10)).until(() -> spans.ended().size() > 10);
    List<String> named =
        spans.ended().stream()
            .map(SpanData::toString)
            .filter(span -> span.contains(CANARY) || span.contains("127.0.0.1:"))
            .toList();
    assertEquals(List.of(), named);
    assertEquals(List.of(), spans.ended().stream().flatMap(s -> s.getEvents().stream()).toList());
  }

  @Test
  void workInTheBackgroundIsNotTraced() {
    assertTrue(
        spans.ended().stream()
            .filter(span -> !span.getParentSpanContext().isValid())
            .allMatch(
                span -> span.getKind() == SpanKind.SERVER || span.getKind() == SpanKind.CONSUMER));
  }

  @Test
  void aLineOfTheLogNamesItsTrace() {
    List<ExtLogRecord> lines = new CopyOnWriteArrayList<>();
    Handler handler =
        new ExtHandler() {
          @Override
          protected void doPublish(ExtLogRecord line) {
            // The MDC is that of the thread that reads it.
            line.copyAll();
            lines.add(line);
          }
        };
    Logger logger = Logger.getLogger("org.echomotion.error.RestErrors");
    logger.addHandler(handler);
    try {
      given().get("/test/database-away").then().statusCode(503);
    } finally {
      logger.removeHandler(handler);
    }
    assertEquals(1, lines.size());
    String trace = lines.get(0).getMdc("traceId");
    await().atMost(Duration.ofSeconds(10)).until(() -> ofKind(trace, SpanKind.SERVER).size() == 1);
  }
}
