package org.echomotion.standalone;

import java.util.List;

/** The five services. */
public enum Service {
  INGEST("ingest", "ingest-service/service", 8081, "ingest-progress", "ingest-dead-letters"),
  SEGMENTATION("segmentation", "segmentation-service/service", 8082, "segmentation-clip-ingested"),
  EF("ef", "ef-service/service", 8083, "ef-clip-segmented"),
  XAI("xai", "xai-service", 8084, "xai-ef-computed", "xai-study-deleted"),
  ACTIVE_LEARNING(
      "active-learning", "active-learning-service", 8085, "active-learning-ef-computed");

  /** The name of all services in one process: as client of the sign-in and as user of Kafka. */
  public static final String ALL_IN_ONE = "platform";

  private final String id;
  private final String module;
  private final int defaultPort;

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives an immutable list.
  private final List<String> incomingChannels;

  Service(String id, String module, int defaultPort, String... incomingChannels) {
    this.id = id;
    this.module = module;
    this.defaultPort = defaultPort;
    this.incomingChannels = List.of(incomingChannels);
  }

  /** Returns all services, in the order in which a cine passes them. */
  public static List<Service> inOrderOfTheData() {
    return List.of(values());
  }

  /** Returns the name in settings and consumer groups, for example {@code active-learning}. */
  public String id() {
    return id;
  }

  /** Returns the folder of the Quarkus application, for example {@code ef-service/service}. */
  public String module() {
    return module;
  }

  /** Returns the default port of the service in its own process. */
  public int defaultPort() {
    return defaultPort;
  }

  /** Returns the names of the channels of incoming events. */
  public List<String> incomingChannels() {
    return incomingChannels;
  }

  /** Returns the topic for events that the service cannot process. */
  public String deadLetterTopic() {
    return id + ".dead-letter";
  }

  /** Returns whether the service stores frames or pictures outside the study store. */
  public boolean keepsBlobs() {
    return this == INGEST || this == XAI;
  }
}
