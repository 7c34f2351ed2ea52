package org.echomotion.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the chart adds for Prometheus, Grafana and a receiver of traces. */
class ObservabilityTest {

  private static final Set<String> OPTIONAL = Set.of("ServiceMonitor", "PrometheusRule");

  @Test
  void nothingIsAddedUnlessAskedFor() {
    List<JsonNode> objects = Chart.objects();
    assertTrue(objects.stream().noneMatch(o -> OPTIONAL.contains(o.path("kind").asText())));
    assertEquals(1, Chart.ofKind(objects, "ConfigMap").size(), "the settings");
    JsonNode settings = Chart.ofKind(objects, "ConfigMap").get(0).path("data");
    assertEquals("secure,tls", settings.path("QUARKUS_PROFILE").asText());
    assertEquals("true", settings.path("ECHOMOTION_LOGS_JSON").asText());
    assertFalse(settings.has("ECHOMOTION_TRACES_ENDPOINT"));
  }

  @Test
  void prometheusReadsEveryServiceOnThePortOfHealth() {
    List<JsonNode> monitors = Chart.ofKind(Chart.objects("everything.yaml"), "ServiceMonitor");
    Set<String> services = new TreeSet<>();
    for (JsonNode monitor : monitors) {
      String component =
          monitor.at("/spec/selector/matchLabels/app.kubernetes.io~1component").asText();
      services.add(component);
      JsonNode endpoint = monitor.at("/spec/endpoints/0");
      assertEquals("health", endpoint.path("port").asText());
      assertEquals("/q/metrics", endpoint.path("path").asText());
      assertEquals("https", endpoint.path("scheme").asText());
      assertEquals("echomotion-" + component, endpoint.at("/tlsConfig/serverName").asText());
      assertFalse(endpoint.path("tlsConfig").has("insecureSkipVerify"));
      assertEquals("prometheus", monitor.at("/metadata/labels/release").asText());
    }
    assertEquals(new TreeSet<>(Services.IDS), services);
  }

  @Test
  void everyAlertHasASummaryASeverityAndAFirstAction() throws Exception {
    JsonNode rules = Chart.ofKind(Chart.objects("everything.yaml"), "PrometheusRule").get(0);
    String page = Files.readString(Chart.ROOT.resolve("docs/operations/observability.md"));
    Set<String> alerts = new TreeSet<>();
    for (JsonNode group : rules.at("/spec/groups")) {
      for (JsonNode rule : group.path("rules")) {
        assertFalse(rule.path("expr").asText().isBlank(), rule.toString());
        if (rule.has("alert")) {
          alerts.add(rule.path("alert").asText());
          assertFalse(rule.at("/annotations/summary").asText().isBlank(), rule.toString());
          assertTrue(
              List.of("critical", "warning", "info").contains(rule.at("/labels/severity").asText()),
              rule.toString());
        }
      }
    }
    Matcher row = Pattern.compile("(?m)^\\| `(EchoMotion\\w+)` \\|").matcher(page);
    assertEquals(alerts, row.results().map(r -> r.group(1)).collect(Collectors.toSet()));
  }

  @Test
  void dashboardsAreJsonThatTheSidecarFinds() throws Exception {
    List<JsonNode> dashboards =
        Chart.ofKind(Chart.objects("everything.yaml"), "ConfigMap").stream()
            .filter(map -> map.at("/metadata/labels/grafana_dashboard").asText().equals("1"))
            .toList();
    assertEquals(2, dashboards.size());
    for (JsonNode map : dashboards) {
      String file = map.path("data").fieldNames().next();
      JsonNode dashboard = new ObjectMapper().readTree(map.path("data").path(file).asText());
      assertTrue(dashboard.path("uid").asText().startsWith("echomotion-"), file);
      for (JsonNode panel : dashboard.path("panels")) {
        assertFalse(panel.path("title").asText().isBlank());
        assertEquals("${datasource}", panel.at("/datasource/uid").asText());
        assertTrue(panel.path("targets").size() > 0, panel.path("title").asText());
      }
    }
  }

  @Test
  void tracesAreSentOnlyToTheirReceiver() {
    List<JsonNode> objects = Chart.objects("everything.yaml");
    JsonNode settings =
        Chart.ofKind(objects, "ConfigMap").stream()
            .filter(map -> Chart.name(map).equals("echomotion-settings"))
            .findFirst()
            .orElseThrow()
            .path("data");
    assertEquals("secure,tls,traces", settings.path("QUARKUS_PROFILE").asText());
    assertEquals(
        "http://collector.observability:4317",
        settings.path("ECHOMOTION_TRACES_ENDPOINT").asText());
    assertEquals("0.1", settings.path("ECHOMOTION_TRACES_RATIO").asText());
    assertEquals(5, policiesTo(objects, 4317));
    assertEquals(0, policiesTo(Chart.objects(), 4317));
  }

  private static long policiesTo(List<JsonNode> objects, int port) {
    return Chart.ofKind(objects, "NetworkPolicy").stream()
        .flatMap(policy -> Chart.list(policy.at("/spec/egress")).stream())
        .filter(rule -> rule.at("/ports/0/port").asInt() == port)
        .count();
  }
}
