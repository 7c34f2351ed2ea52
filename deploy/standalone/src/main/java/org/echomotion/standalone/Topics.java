package org.echomotion.standalone;

import java.util.List;

/** The topics that exist from the start, so that no consumer has to wait for one to appear. */
public final class Topics {

  /** What happened, in the order in which it happens to a clip. */
  public static final List<String> EVENTS =
      List.of(
          "clip.ingested", "clip.segmented", "ef.computed", "explanation.ready", "study.deleted");

  /** What a service could not take, one topic per service. */
  public static final List<String> DEAD_LETTERS =
      Service.inOrderOfTheData().stream().map(Service::deadLetterTopic).toList();

  private Topics() {}
}
