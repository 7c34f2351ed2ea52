package org.echomotion.activelearning.api;

import java.util.List;
import org.echomotion.testing.InMemoryChannels;

/** The channel of active-learning-service in the hands of the test. */
public class ActiveLearningChannels extends InMemoryChannels {

  public ActiveLearningChannels() {
    super(List.of(QueuedClips.CHANNEL), List.of());
  }
}
