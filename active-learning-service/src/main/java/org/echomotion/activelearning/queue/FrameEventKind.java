package org.echomotion.activelearning.queue;

/** What happens to a frame. */
public enum FrameEventKind {
  LEASED,
  RELEASED,
  EXPIRED,
  SKIPPED,
  SUBMITTED,
  /** The readers agree, or there is only one reader: the frame has a result. */
  AGREED,
  /** The readers disagree: the frame goes to review. */
  DISAGREED,
  SETTLED,
  REOPENED,
  GOLD,
  /** Several readers skipped the frame: it goes to review. */
  SET_ASIDE,
  /** A person corrected the frame on the page of its study: it goes to review. */
  CORRECTED,
  /** A label of another tool was imported: the frame goes to review. */
  IMPORTED
}
