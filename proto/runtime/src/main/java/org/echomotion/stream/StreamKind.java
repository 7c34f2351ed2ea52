package org.echomotion.stream;

/** The kinds of server streams. Each has its own limits in {@link StreamSettings}. */
public enum StreamKind {
  /** Frames or a file, in messages of up to 1 MiB, as fast as the caller reads. */
  TRANSFER,
  /** Small messages whenever something changes. */
  WATCH
}
