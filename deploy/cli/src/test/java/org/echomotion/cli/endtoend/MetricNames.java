package org.echomotion.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of metrics in the queries of the chart's alerts and dashboards, and in a scrape. */
final class MetricNames {

  /** Labels, durations, texts, and the labels that a query groups by. */
  private static final Pattern NO_NAMES =
      Pattern.compile(
          "\\{[^}]*}|\\[[^]]*]|'[^']*'|\"[^\"]*\"|\\b(by|without)\\s*\\([^)]*\\)|\\boffset\\s+\\w+");

  /** A name that is no function. */
  private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_][\\w:]*\\b(?!\\s*\\()");

  private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

  private static final Pattern SERIES = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)[{ ]");

  private MetricNames() {}

  /** Returns the names in a query of Prometheus, in order. */
  static Set<String> ofQuery(String query) {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(NO_NAMES.matcher(query).replaceAll(" "));
    while (name.find()) {
      if (!OPERATORS.contains(name.group())) {
        names.add(name.group());
      }
    }
    return names;
  }

  /** Returns the names in all queries of the chart, without those that its rules compute. */
  static Set<String> ofTheChart() throws IOException {
    Path files = Launcher.ROOT.resolve("deploy/helm/echomotion/files");
    Set<String> names = new TreeSet<>();
    JsonNode rules =
        new ObjectMapper(new YAMLFactory()).readTree(files.resolve("alerts.yaml").toFile());
    Set<String> computed = new TreeSet<>(rules.findValuesAsText("record"));
    rules.findValuesAsText("expr").forEach(query -> names.addAll(ofQuery(query)));
    try (Stream<Path> dashboards = Files.list(files.resolve("dashboards"))) {
      for (Path dashboard : dashboards.toList()) {
        new ObjectMapper()
            .readTree(dashboard.toFile())
            .findValuesAsText("expr")
            .forEach(query -> names.addAll(ofQuery(query)));
      }
    }
    names.removeAll(computed);
    return names;
  }

  /** Returns the names that a page of metrics has values for. */
  static Set<String> ofScrape(List<String> pages) {
    return pages.stream()
        .flatMap(page -> SERIES.matcher(page).results())
        .map(series -> series.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
