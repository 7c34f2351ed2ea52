package org.echomotion.cli.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.echomotion.contract.common.v1.View;
import org.echomotion.standalone.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of one study: its metrics and its trace. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class ObservabilityIT {

  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int CONSUMER = 5;

  @TempDir Path temporary;

  private static Map<String, String> traced(TraceReceiver receiver) {
    return Map.of(
        "quarkus.profile", "traces",
        "echomotion.traces.endpoint", receiver.address(),
        "quarkus.otel.exporter.otlp.protocol", "http/protobuf",
        "quarkus.otel.bsp.schedule.delay", "500ms");
  }

  @Test
  void fiveServicesMeasureAndTraceAStudy() throws Exception {
    try (TraceReceiver receiver = new TraceReceiver()) {
      Map<String, String> settings = new HashMap<>(traced(receiver));
      settings.put("echomotion.logs.json", "true");
      settings.forEach(System::setProperty);
      try (ServicesUnderTest services = ServicesUnderTest.start()) {
        String study = ServicesUnderTest.newStudy("observed");
        String clip =
            services
                .client()
                .upload(Launcher.SAMPLE, study, View.VIEW_A4C, false, sent -> {})
                .getClip()
                .getClipId();
        services.bitsOf(study, clip);
        assertEquals(Optional.empty(), services.client().results("missing", false));

        Set<String> missing = new TreeSet<>(MetricNames.ofTheChart());
        assertTrue(missing.remove("up"), "Prometheus itself adds it");
        assertTrue(missing.size() > 20, missing::toString);
        // The counts of the background follow a few seconds later.
        Eventually.holds(
            "upload_to_ef",
            () ->
                scraped(services, Service.INGEST)
                    .contains("echomotion_stage_seconds_count{stage=\"upload_to_ef\"} 1"));
        // Metrics of Kafka's clients appear within a minute.
        Eventually.holds(
            "lag",
            () ->
                scraped(services, Service.SEGMENTATION)
                    .contains("kafka_consumer_fetch_manager_records_lag{"));
        List<String> pages = new ArrayList<>();
        for (Service service : Service.inOrderOfTheData()) {
          pages.add(scraped(services, service));
        }
        missing.removeAll(MetricNames.ofScrape(pages));
        assertEquals(Set.of(), missing, "in dashboards or alerts, but not exposed");
        for (String page : pages) {
          assertFalse(page.contains(study));
          assertFalse(page.contains(clip));
        }

        Eventually.holds("the whole trace", () -> servicesOf(uploads(receiver)).size() == 5);
        List<TraceReceiver.Span> trace = uploads(receiver);
        assertEquals(
            Service.inOrderOfTheData().stream()
                .map(service -> service.id() + "-service")
                .collect(Collectors.toSet()),
            servicesOf(trace));
        for (String sql : List.of("ingest.clip", "segmentation.", "ef.", "xai.", "active_")) {
          assertTrue(
              trace.stream().anyMatch(s -> s.kind() == CLIENT && s.name().contains(sql)),
              () -> sql + " in " + trace);
        }
        assertEquals(1, trace.stream().filter(span -> span.parent().isEmpty()).count());
        assertFalse(receiver.contains(study));
        assertFalse(receiver.contains("a4c.dcm"));

        for (Service service : Service.inOrderOfTheData()) {
          List<String> lines = Files.readAllLines(services.log(service));
          assertFalse(lines.isEmpty());
          for (String line : lines) {
            assertTrue(new ObjectMapper().readTree(line).has("level"), line);
          }
        }
      } finally {
        settings.keySet().forEach(System::clearProperty);
      }
    }
  }

  @Test
  void oneProcessTracesAStudy() throws Exception {
    try (TraceReceiver receiver = new TraceReceiver()) {
      ProcessBuilder analyze =
          Launcher.echomotion(
              "analyze",
              "--data=" + temporary.resolve("data"),
              "--out=" + temporary.resolve("report"),
              "--study=observed-key",
              Launcher.SAMPLE.toString());
      traced(receiver).forEach((name, value) -> Launcher.property(analyze, name, value));
      Process run =
          analyze
              .redirectErrorStream(true)
              .redirectOutput(temporary.resolve("out.txt").toFile())
              .start();
      assertTrue(run.waitFor(200, TimeUnit.SECONDS), "analyze takes too long");
      assertEquals(0, run.exitValue());
      List<TraceReceiver.Span> trace = uploads(receiver);
      assertEquals(Set.of("echomotion"), servicesOf(trace));
      assertTrue(
          trace.stream().filter(span -> span.kind() == CONSUMER).count() >= 4, trace::toString);
      assertFalse(receiver.contains("observed-key"));
    }
  }

  /** Returns the spans of the trace that begins with the upload. */
  private static List<TraceReceiver.Span> uploads(TraceReceiver receiver) {
    List<TraceReceiver.Span> spans = receiver.spans();
    Set<String> traces =
        spans.stream()
            .filter(span -> span.kind() == SERVER && span.name().endsWith("/UploadClip"))
            .map(TraceReceiver.Span::trace)
            .collect(Collectors.toSet());
    assertTrue(traces.size() <= 1, "one upload: one trace");
    return spans.stream().filter(span -> traces.contains(span.trace())).toList();
  }

  private static Set<String> servicesOf(List<TraceReceiver.Span> trace) {
    return trace.stream().map(TraceReceiver.Span::service).collect(Collectors.toSet());
  }

  private static String scraped(ServicesUnderTest services, Service service)
      throws IOException, InterruptedException {
    URI page =
        URI.create(
            "http://127.0.0.1:" + services.platform().managementPort(service) + "/q/metrics");
    // As Prometheus does without TLS.
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
        .body();
  }
}
