package org.echomotion.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

  @Test
  void lintFindsNothing() {
    LintResult result = Chart.helm(Chart.FOLDER).lint().strict().call();
    assertFalse(result.isFailed(), result.getMessages().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "signIn.authServerUrl, '', Set signIn.authServerUrl",
    "postgresql.host, '', Set postgresql.host",
    "kafka.bootstrapServers, '', Set kafka.bootstrapServers",
    "services.ingest.replicas, 2, ReadWriteMany",
    "services.xai.replicas, 2, ReadWriteMany",
    "training.enabled, true, Set training.existingClaim",
    "ingress.enabled, true, Set ingress.host",
    "tls.certManager.enabled, true, Set tls.certManager.issuerRef.name"
  })
  void refusesValuesThatCannotWork(String setting, String value, String reason) {
    refused(reason, setting, value);
  }

  @Test
  void refusesTwoScalersOfOneDeployment() {
    refused("Choose one", "keda.enabled", "true", "autoscaling.enabled", "true");
  }

  @Test
  void theSchemaRefusesUnknownAndWrongValues() {
    refused("replica", "services.ef.replica", "3");
    refused("tls", "tls.mode", "of");
    refused("replicas", "services.ef.replicas", "many");
  }

  private static void refused(String reason, String... settings) {
    var template = Chart.template();
    for (int i = 0; i < settings.length; i += 2) {
      template.set(settings[i], settings[i + 1]);
    }
    IllegalStateException refusal = assertThrows(IllegalStateException.class, template::call);
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  @Test
  void aScaledDeploymentStatesNoNumberOfPods() {
    assertEquals(
        List.of("ingest", "ef", "xai", "active-learning"), withReplicas("values-cpu.yaml"));
    assertEquals(List.of("ingest", "xai", "active-learning"), withReplicas("everything.yaml"));
  }

  private static List<String> withReplicas(String values) {
    return Services.IDS.stream()
        .filter(
            service ->
                Chart.ofKind(Chart.objects(values), "Deployment").stream()
                    .anyMatch(
                        deployment ->
                            Chart.name(deployment).equals("echomotion-" + service)
                                && deployment.at("/spec").has("replicas")))
        .toList();
  }

  @Test
  void aGpuIsForSegmentationOnly() {
    for (JsonNode deployment : Chart.ofKind(Chart.objects("values-gpu.yaml"), "Deployment")) {
      JsonNode gpu =
          deployment.at("/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu");
      assertEquals(Chart.name(deployment).equals("echomotion-segmentation") ? 1 : 0, gpu.asInt(0));
    }
  }

  @Test
  void aServiceWithAVolumeOfOneNodeStopsBeforeItStartsAnew() {
    for (JsonNode deployment : Chart.ofKind(Chart.objects(), "Deployment")) {
      boolean volume =
          List.of("echomotion-ingest", "echomotion-xai").contains(Chart.name(deployment));
      assertEquals(
          volume ? "Recreate" : "RollingUpdate", deployment.at("/spec/strategy/type").asText());
    }
  }

  @Test
  void hooksAreHooks() {
    // The copy of the chart that the other tests render has none.
    assertEquals(List.of(), Chart.ofKind(Chart.parse(Chart.template().call()), "Job"));
    assertEquals(1, Chart.ofKind(Chart.objects(), "Job").size());
    assertEquals(1, Chart.ofKind(Chart.objects(), "Pod").size());
  }
}
