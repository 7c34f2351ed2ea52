package org.echomotion.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** The chart, rendered as Helm renders it. Needs no cluster and no network. */
final class Chart {

  static final Path ROOT = Path.of("../..");
  static final Path FOLDER = Path.of("echomotion");

  /** The oldest release of Kubernetes that the chart supports. */
  private static final String KUBERNETES = "1.30.0";

  private static final Pattern HOOK = Pattern.compile("(?m)^ *helm[.]sh/hook: .*\n");

  /** Why Helm's library does not run here; empty: it does. */
  private static final String FAILURE = failure();

  private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());

  private Chart() {}

  /** Returns Helm; skips the test if Helm's native library does not run on this machine. */
  static Helm helm(Path chart) {
    Assumptions.assumeTrue(
        FAILURE.isEmpty(),
        () -> "The chart is not tested: Helm's library does not run here. " + FAILURE);
    return new Helm(chart);
  }

  private static String failure() {
    try {
      Helm.version().call();
      return "";
    } catch (IllegalStateException | LinkageError e) {
      System.err.println("The chart is not tested: Helm's library does not run here. " + e);
      return e.toString();
    }
  }

  /** Returns the values file of this name: of the chart, or of these tests. */
  static Path values(String name) {
    return name.startsWith("values-")
        ? FOLDER.resolve(name)
        : Path.of("src/test/resources").resolve(name);
  }

  /**
   * Renders the chart as the release {@code echomotion}.
   *
   * @param files names of values files, after {@code site.yaml}
   */
  static TemplateCommand template(String... files) {
    return template(FOLDER, files);
  }

  private static TemplateCommand template(Path chart, String... files) {
    TemplateCommand template =
        helm(chart)
            .template()
            .withName("echomotion")
            .withNamespace("echomotion")
            .withKubeVersion(KUBERNETES)
            .withValuesFile(values("site.yaml"));
    for (String file : files) {
      template.withValuesFile(values(file));
    }
    return template;
  }

  /**
   * Returns all objects of the chart, hooks included. Helm leaves hooks out of what it renders, so
   * a copy of the chart is rendered whose hooks are ordinary objects.
   */
  static List<JsonNode> objects(String... files) {
    try {
      return parse(template(withoutHooks(), files).call());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path withoutHooks() throws IOException {
    Path copy = Files.createTempDirectory(Path.of("target"), "chart").resolve("echomotion");
    try (Stream<Path> all = Files.walk(FOLDER)) {
      for (Path from : all.sorted().toList()) {
        Path to = copy.resolve(FOLDER.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else {
          Files.writeString(to, HOOK.matcher(Files.readString(from)).replaceAll(""));
        }
      }
    }
    return copy;
  }

  /** Returns the objects of a file with several YAML documents. */
  static List<JsonNode> parse(String documents) {
    List<JsonNode> objects = new ArrayList<>();
    try (var all = YAML.readerFor(JsonNode.class).<JsonNode>readValues(documents)) {
      all.forEachRemaining(
          object -> {
            if (object.has("kind")) {
              objects.add(object);
            }
          });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return objects;
  }

  static List<JsonNode> ofKind(List<JsonNode> objects, String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind)).toList();
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /** Returns the objects that make pods, and what they make. */
  static List<JsonNode> podSpecs(List<JsonNode> objects) {
    return objects.stream()
        .map(
            object ->
                switch (object.path("kind").asText()) {
                  case "Deployment", "Job" -> object.at("/spec/template/spec");
                  case "Pod" -> object.path("spec");
                  default -> null;
                })
        .filter(Objects::nonNull)
        .toList();
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
