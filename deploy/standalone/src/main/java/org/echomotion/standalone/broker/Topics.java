package org.echomotion.standalone.broker;

import java.util.List;
import org.echomotion.standalone.Service;

/** The topics that are created at the start, so that no consumer waits for a missing topic. */
public final class Topics {

  /** The topics of events, in the order in which a clip passes them. */
  public static final List<String> EVENTS =
      List.of(
          "clip.ingested", "clip.segmented", "ef.computed", "explanation.ready", "study.deleted");

  /** The topics of events that could not be processed, one per service. */
  public static final List<String> DEAD_LETTERS =
      Service.inOrderOfTheData().stream().map(Service::deadLetterTopic).toList();

  private Topics() {}
}
