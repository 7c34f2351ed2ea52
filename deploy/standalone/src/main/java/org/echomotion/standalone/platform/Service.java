package org.echomotion.standalone.platform;

import java.util.List;

/** The five services. */
public enum Service {
  INGEST("ingest", 8081),
  SEGMENTATION("segmentation", 8082),
  EF("ef", 8083),
  XAI("xai", 8084),
  ACTIVE_LEARNING("active-learning", 8085);

  private final String id;
  private final int defaultPort;

  Service(String id, int defaultPort) {
    this.id = id;
    this.defaultPort = defaultPort;
  }

  /** All, in the order in which a cine passes them. */
  public static List<Service> inOrderOfTheData() {
    return List.of(values());
  }

  /** As in settings and consumer groups, for example {@code active-learning}. */
  public String id() {
    return id;
  }

  /** The service's module, for example {@code active-learning-service}. */
  public String module() {
    return id + "-service";
  }

  /** Where it listens when it runs in its own process and nothing else is said. */
  public int defaultPort() {
    return defaultPort;
  }

  /** The topic for what it could not take. */
  public String deadLetterTopic() {
    return id + ".dead-letter";
  }
}
