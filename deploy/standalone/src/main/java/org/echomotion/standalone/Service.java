package org.echomotion.standalone;

import java.util.List;

/** The five services. */
public enum Service {
  INGEST("ingest", "ingest-service/service", 8081, "ingest-progress", "ingest-dead-letters"),
  SEGMENTATION("segmentation", "segmentation-service/service", 8082, "segmentation-clip-ingested"),
  EF("ef", "ef-service/service", 8083, "ef-clip-segmented"),
  XAI("xai", "xai-service", 8084, "xai-ef-computed", "xai-study-deleted"),
  ACTIVE_LEARNING(
      "active-learning", "active-learning-service", 8085, "active-learning-clip-segmented");

  private final String id;
  private final String module;
  private final int defaultPort;
  private final List<String> incomingChannels;

  Service(String id, String module, int defaultPort, String... incomingChannels) {
    this.id = id;
    this.module = module;
    this.defaultPort = defaultPort;
    this.incomingChannels = List.of(incomingChannels);
  }

  /** All, in the order in which a cine passes them. */
  public static List<Service> inOrderOfTheData() {
    return List.of(values());
  }

  /** As in settings and consumer groups, for example {@code active-learning}. */
  public String id() {
    return id;
  }

  /** Folder of the service's Quarkus application, for example {@code ef-service/service}. */
  public String module() {
    return module;
  }

  /** Where it listens when it runs in its own process and nothing else is said. */
  public int defaultPort() {
    return defaultPort;
  }

  /** Names of the channels by which events come in. */
  List<String> incomingChannels() {
    return incomingChannels;
  }

  /** The topic for what it could not take. */
  public String deadLetterTopic() {
    return id + ".dead-letter";
  }
}
