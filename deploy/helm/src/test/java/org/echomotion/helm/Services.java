package org.echomotion.helm;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the settings of the five services state. */
final class Services {

  /** In the order in which a cine passes them. */
  static final List<String> IDS = List.of("ingest", "segmentation", "ef", "xai", "active-learning");

  private static final Pattern CLIENT = Pattern.compile("quarkus[.]grpc[.]clients[.](.+)[.]host");
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{.+:(\\d+)}");

  private Services() {}

  static Properties settings(String service) {
    Path module = Chart.ROOT.resolve(service + "-service");
    Path folder = Files.exists(module.resolve("service")) ? module.resolve("service") : module;
    Properties settings = new Properties();
    try (Reader file =
        Files.newBufferedReader(folder.resolve("src/main/resources/application.properties"))) {
      settings.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  /** Returns the services that a service calls. */
  static Set<String> called(String service) {
    Set<String> called = new TreeSet<>();
    for (String name : settings(service).stringPropertyNames()) {
      Matcher client = CLIENT.matcher(name);
      if (client.matches()) {
        called.add(client.group(1));
      }
    }
    return called;
  }

  /** Returns the default of a setting such as {@code ${echomotion.ef.port:8083}}. */
  static int port(String service, String setting) {
    Matcher value = DEFAULT.matcher(settings(service).getProperty(setting));
    if (!value.matches()) {
      throw new AssertionError(setting + " of " + service + " has no default");
    }
    return Integer.parseInt(value.group(1));
  }
}
