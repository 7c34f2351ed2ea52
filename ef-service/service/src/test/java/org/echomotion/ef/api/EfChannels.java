package org.echomotion.ef.api;

import java.util.List;
import org.echomotion.testing.InMemoryChannels;

/** The channels of ef-service in the hands of the test. */
public class EfChannels extends InMemoryChannels {

  static final String INCOMING = "ef-clip-segmented";
  static final String OUTGOING = "ef-ef-computed";

  public EfChannels() {
    super(List.of(INCOMING), List.of(OUTGOING));
  }
}
