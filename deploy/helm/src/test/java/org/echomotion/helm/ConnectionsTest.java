package org.echomotion.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who calls whom: the same in the services, in {@code docs/data-flow.md} and in the network. */
class ConnectionsTest {

  private static final Pattern ROW =
      Pattern.compile("^\\| ([a-z-]+) \\| ([a-z-]+) \\|", Pattern.MULTILINE);

  private static final String COMPONENT = "app.kubernetes.io~1component";

  @Test
  void thePageNamesTheCallsOfTheServices() throws IOException {
    assertEquals(callsOfTheServices(), callsOfThePage());
  }

  @Test
  void policiesAllowTheseCallsAndNoOthers() {
    for (String values : List.of("site.yaml", "everything.yaml")) {
      List<JsonNode> policies = Chart.ofKind(Chart.objects(values), "NetworkPolicy");
      Set<String> in = new TreeSet<>();
      Set<String> out = new TreeSet<>();
      for (JsonNode policy : policies) {
        String own = policy.at("/spec/podSelector/matchLabels/" + COMPONENT).asText();
        assertEquals("[\"Ingress\",\"Egress\"]", policy.at("/spec/policyTypes").toString());
        for (JsonNode rule : policy.at("/spec/ingress")) {
          assertTrue(rule.path("from").size() > 0, "no rule is for everybody");
          boolean calls = rule.at("/ports/0/port").asText().equals("calls");
          for (JsonNode from : rule.path("from")) {
            JsonNode caller = from.at("/podSelector/matchLabels/" + COMPONENT);
            if (calls && !caller.isMissingNode()) {
              in.add(caller.asText() + " -> " + own);
            }
          }
        }
        for (JsonNode rule : policy.at("/spec/egress")) {
          JsonNode called = rule.at("/to/0/podSelector/matchLabels/" + COMPONENT);
          if (!called.isMissingNode()) {
            out.add(own + " -> " + called.asText());
            assertEquals(
                Services.port(called.asText(), "quarkus.http.port"),
                rule.at("/ports/0/port").asInt());
          }
        }
      }
      assertEquals(callsOfTheServices(), in);
      assertEquals(callsOfTheServices(), out);
    }
  }

  @Test
  void everyPodHasAPolicy() {
    List<JsonNode> objects = Chart.objects("everything.yaml");
    Set<String> pods =
        Stream.concat(
                Chart.ofKind(objects, "Deployment").stream(), Chart.ofKind(objects, "Job").stream())
            .map(o -> o.at("/spec/template/metadata/labels/" + COMPONENT).asText())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> covered =
        Chart.ofKind(objects, "NetworkPolicy").stream()
            .map(p -> p.at("/spec/podSelector/matchLabels/" + COMPONENT).asText())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(pods, covered);
  }

  @Test
  void scalersWatchTheEventsThatTheServiceReads() {
    List<JsonNode> scalers = Chart.ofKind(Chart.objects("everything.yaml"), "ScaledObject");
    assertEquals(2, scalers.size());
    for (JsonNode scaler : scalers) {
      String service = scaler.at("/spec/scaleTargetRef/name").asText().replace("echomotion-", "");
      JsonNode trigger = scaler.at("/spec/triggers/0/metadata");
      Properties settings = Services.settings(service);
      String channel =
          settings.stringPropertyNames().stream()
              .filter(name -> name.startsWith("mp.messaging.incoming."))
              .filter(name -> name.endsWith(".topic") && !name.contains("dead-letter"))
              .collect(Collectors.collectingAndThen(Collectors.toList(), l -> l.get(0)));
      assertEquals(settings.getProperty(channel), trigger.path("topic").asText());
      assertEquals(
          settings.getProperty(channel.replace(".topic", ".group.id")),
          trigger.path("consumerGroup").asText());
    }
  }

  private static Set<String> callsOfTheServices() {
    return Services.IDS.stream()
        .flatMap(caller -> Services.called(caller).stream().map(called -> caller + " -> " + called))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> callsOfThePage() throws IOException {
    String page = Files.readString(Chart.ROOT.resolve("docs/data-flow.md"));
    String section = page.substring(page.indexOf("## Who calls whom"));
    Matcher rows = ROW.matcher(section.substring(0, section.indexOf("\n## ", 4)));
    Set<String> calls = new TreeSet<>();
    while (rows.find()) {
      if (!rows.group(1).equals("caller")) {
        calls.add(rows.group(1) + " -> " + rows.group(2));
      }
    }
    return calls;
  }
}
