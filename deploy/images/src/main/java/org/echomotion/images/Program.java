package org.echomotion.images;

import java.util.List;

/** A program that has an image of its own. */
enum Program {
  INGEST("ingest-service", "ingest-service/service", 8081, 9081),
  SEGMENTATION("segmentation-service", "segmentation-service/service", 8082, 9082),
  EF("ef-service", "ef-service/service", 8083, 9083),
  XAI("xai-service", "xai-service", 8084, 9084),
  ACTIVE_LEARNING("active-learning-service", "active-learning-service", 8085, 9085),
  /** The command. Its verbs {@code prepare} and {@code train} run as jobs. */
  TRAINER("trainer", "deploy/cli");

  private final String image;
  private final String module;

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives an immutable list.
  private final List<Integer> ports;

  Program(String image, String module, Integer... ports) {
    this.image = image;
    this.module = module;
    this.ports = List.of(ports);
  }

  /** Returns the name of the image, for example {@code ef-service}. */
  String image() {
    return image;
  }

  /** Returns the folder of the Quarkus application, for example {@code ef-service/service}. */
  String module() {
    return module;
  }

  /** Returns whether the program can be built as a native executable. */
  boolean hasExecutable() {
    return this == EF || this == XAI || this == ACTIVE_LEARNING;
  }

  /** Returns the port of the calls and the port of health; none for a program that ends. */
  List<Integer> ports() {
    return ports;
  }
}
