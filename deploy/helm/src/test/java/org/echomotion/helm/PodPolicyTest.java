package org.echomotion.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pod of the chart, those of hooks included, is confined and can be operated. */
class PodPolicyTest {

  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(PASSWORD|SECRET|SIGNING_KEY|USERNAME)");

  @ParameterizedTest
  @ValueSource(
      strings = {"site.yaml", "everything.yaml", "mesh.yaml", "values-cpu.yaml", "values-gpu.yaml"})
  void everyPodIsConfined(String values) {
    List<JsonNode> pods = Chart.podSpecs(Chart.objects(values));
    assertTrue(pods.size() >= 7, "five services, the migration, the test");
    for (JsonNode pod : pods) {
      assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean(), pod.toString());
      assertTrue(pod.at("/securityContext/runAsUser").asInt() > 0);
      assertEquals("RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText());
      assertFalse(pod.path("automountServiceAccountToken").asBoolean(true));
      assertFalse(pod.path("enableServiceLinks").asBoolean(true), "ECHOMOTION_EF_PORT=tcp://...");
      assertFalse(pod.has("initContainers"), "would have to be checked too");
      for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
        assertFalse(pod.path(host).asBoolean());
      }
      for (JsonNode volume : pod.path("volumes")) {
        assertFalse(volume.has("hostPath"));
      }
      for (JsonNode container : pod.path("containers")) {
        JsonNode security = container.path("securityContext");
        assertTrue(security.path("readOnlyRootFilesystem").asBoolean());
        assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true));
        assertFalse(security.path("privileged").asBoolean());
        assertEquals("[\"ALL\"]", security.at("/capabilities/drop").toString());
        assertFalse(security.path("capabilities").has("add"));
        assertTrue(container.at("/resources/requests").has("cpu"));
        assertTrue(container.at("/resources/requests").has("memory"));
        assertTrue(container.at("/resources/limits").has("memory"));
        assertFalse(container.path("image").asText().endsWith(":latest"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"site.yaml", "everything.yaml", "mesh.yaml"})
  void secretsAreReferences(String values) {
    List<JsonNode> objects = Chart.objects(values);
    assertEquals(List.of(), Chart.ofKind(objects, "Secret"), "the chart makes no secrets");
    for (JsonNode settings : Chart.ofKind(objects, "ConfigMap")) {
      settings
          .path("data")
          .fieldNames()
          .forEachRemaining(name -> assertFalse(SECRET_NAME.matcher(name).matches(), name));
    }
    int references = 0;
    for (JsonNode pod : Chart.podSpecs(objects)) {
      for (JsonNode variable : pod.at("/containers/0/env")) {
        if (SECRET_NAME.matcher(variable.path("name").asText()).matches()) {
          references++;
          assertTrue(variable.at("/valueFrom/secretKeyRef").has("key"), variable.toString());
        }
      }
    }
    // Six of each service, the signing key, the page's secret, and two of the migration.
    assertEquals(5 * 6 + 2 + 2, references);
  }

  @Test
  void probesAskForTheRightHealth() {
    for (JsonNode deployment : Chart.ofKind(Chart.objects(), "Deployment")) {
      JsonNode container = deployment.at("/spec/template/spec/containers/0");
      for (Map.Entry<String, String> probe :
          Map.of("startupProbe", "started", "livenessProbe", "live", "readinessProbe", "ready")
              .entrySet()) {
        JsonNode get = container.path(probe.getKey()).path("httpGet");
        assertEquals("/q/health/" + probe.getValue(), get.path("path").asText());
        assertEquals("health", get.path("port").asText());
        assertEquals("HTTPS", get.path("scheme").asText());
      }
    }
    for (JsonNode deployment : Chart.ofKind(Chart.objects("mesh.yaml"), "Deployment")) {
      assertEquals(
          "HTTP",
          deployment.at("/spec/template/spec/containers/0/readinessProbe/httpGet/scheme").asText());
    }
  }

  @Test
  void aStoppingPodHasTimeForItsCalls() {
    for (JsonNode deployment : Chart.ofKind(Chart.objects(), "Deployment")) {
      JsonNode pod = deployment.at("/spec/template/spec");
      JsonNode container = pod.at("/containers/0");
      int drain = 0;
      for (JsonNode variable : container.path("env")) {
        if (variable.path("name").asText().equals("QUARKUS_SHUTDOWN_TIMEOUT")) {
          drain = Integer.parseInt(variable.path("value").asText().replaceAll("\\D", ""));
        }
      }
      int before = container.at("/lifecycle/preStop/sleep/seconds").asInt();
      assertTrue(drain > 0 && before > 0);
      assertTrue(pod.path("terminationGracePeriodSeconds").asInt() > drain + before);
    }
  }

  @Test
  void everyServiceHasABudgetAndIsSpread() {
    List<JsonNode> objects = Chart.objects();
    Set<String> budgets = new TreeSet<>();
    for (JsonNode budget : Chart.ofKind(objects, "PodDisruptionBudget")) {
      assertEquals(1, budget.at("/spec/maxUnavailable").asInt());
      budgets.add(component(budget.at("/spec/selector/matchLabels")));
    }
    assertEquals(new TreeSet<>(Services.IDS), budgets);
    for (JsonNode deployment : Chart.ofKind(objects, "Deployment")) {
      assertEquals(2, deployment.at("/spec/template/spec/topologySpreadConstraints").size());
      assertEquals(
          component(deployment.at("/spec/selector/matchLabels")),
          component(deployment.at("/spec/template/metadata/labels")));
    }
  }

  @Test
  void portsAreThoseOfTheServices() {
    List<JsonNode> objects = Chart.objects();
    for (String service : Services.IDS) {
      JsonNode deployment =
          Chart.ofKind(objects, "Deployment").stream()
              .filter(d -> Chart.name(d).equals("echomotion-" + service))
              .findFirst()
              .orElseThrow();
      JsonNode ports = deployment.at("/spec/template/spec/containers/0/ports");
      assertEquals(
          Services.port(service, "quarkus.http.port"), ports.at("/0/containerPort").asInt());
      assertEquals(
          Services.port(service, "quarkus.management.port"), ports.at("/1/containerPort").asInt());
    }
  }

  private static String component(JsonNode labels) {
    return labels.path("app.kubernetes.io/component").asText();
  }
}
