package org.echomotion.activelearning.queue;

/** State of a campaign. */
public enum CampaignState {
  /** It takes new clips, and readers work on it. */
  OPEN,
  /** Readers work on it. It takes no new clips. */
  FULL,
  /** It takes no new clips, and gives out no frames. */
  CLOSED
}
