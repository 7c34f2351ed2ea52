package org.echomotion.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The Kustomize base is what the chart renders to. With {@code -Dechomotion.render=true}, it is
 * rendered anew.
 */
class KustomizeTest {

  private static final Path FOLDER = Path.of("../kustomize");

  private static final Set<String> OF_KEDA = Set.of("ScaledObject", "TriggerAuthentication");

  private static final Pattern RIGHTS =
      Pattern.compile("^\\| `([a-z-]+)` \\| (`.+`) \\| (`.+`) \\| (`.+`) \\|$", Pattern.MULTILINE);

  private static final Pattern NAME = Pattern.compile("`([a-z.-]+)`");

  @Test
  void theBaseIsTheChart() throws IOException {
    same("base/echomotion.yaml", "", kind -> true);
  }

  @Test
  void theNetworkPoliciesAreThoseOfTheChart() throws IOException {
    same(
        "components/network-policies/network-policies.yaml",
        "networkPolicies.enabled",
        "NetworkPolicy"::equals);
  }

  @Test
  void theScalersAreThoseOfTheChart() throws IOException {
    same("components/keda/keda.yaml", "keda.enabled", OF_KEDA::contains);
  }

  /** Compares a file with what the chart renders to if {@code setting} is true. */
  private static void same(String file, String setting, Predicate<String> kinds)
      throws IOException {
    var template =
        Chart.helm(Chart.FOLDER)
            .template()
            .withName("echomotion")
            .withKubeVersion("1.30.0")
            .withValuesFile(FOLDER.resolve("values.yaml"))
            .set("networkPolicies.enabled", "false");
    if (!setting.isEmpty()) {
      template.set(setting, "true");
    }
    String rendered =
        Pattern.compile("(?m)^---\n")
            .splitAsStream(template.call())
            .filter(document -> kinds.test(kind(document)))
            .map(document -> "---\n" + document)
            .collect(Collectors.joining());
    Path path = FOLDER.resolve(file);
    if (Boolean.getBoolean("echomotion.render")) {
      Files.writeString(path, rendered);
    }
    assertEquals(rendered, Files.readString(path), "Render it again: see " + FOLDER + "/README.md");
  }

  private static String kind(String document) {
    Matcher kind = Pattern.compile("(?m)^kind: (\\w+)$").matcher(document);
    return kind.find() ? kind.group(1) : "";
  }

  @Test
  void usersOfStrimziHaveTheDocumentedRights() throws IOException {
    Map<String, Set<String>> documented = new TreeMap<>();
    Matcher rows =
        RIGHTS.matcher(Files.readString(Chart.ROOT.resolve("docs/security/certificates.md")));
    while (rows.find()) {
      Set<String> rights = new TreeSet<>();
      add(rights, "topic Write ", rows.group(2));
      add(rights, "topic Read ", rows.group(3));
      add(rights, "group Read ", rows.group(4));
      documented.put(rows.group(1), rights);
    }
    Map<String, Set<String>> granted = new TreeMap<>();
    Set<String> topics = new TreeSet<>();
    for (JsonNode object :
        Chart.parse(Files.readString(FOLDER.resolve("operators/strimzi/kafka.yaml")))) {
      if (object.path("kind").asText().equals("KafkaTopic")) {
        topics.add(Chart.name(object));
      }
      if (object.path("kind").asText().equals("KafkaUser")) {
        Set<String> rights = new TreeSet<>();
        for (JsonNode right : object.at("/spec/authorization/acls")) {
          rights.add(
              right.at("/resource/type").asText()
                  + " "
                  + right.at("/operations/0").asText()
                  + " "
                  + right.at("/resource/name").asText());
        }
        granted.put(Chart.name(object), rights);
      }
    }
    assertEquals(5, documented.size());
    assertEquals(documented, granted);
    assertEquals(
        documented.values().stream()
            .flatMap(Set::stream)
            .filter(right -> right.startsWith("topic"))
            .map(right -> right.substring(right.lastIndexOf(' ') + 1))
            .collect(Collectors.toCollection(TreeSet::new)),
        topics);
  }

  private static void add(Set<String> rights, String right, String names) {
    Matcher name = NAME.matcher(names);
    while (name.find()) {
      rights.add(right + name.group(1));
    }
  }
}
