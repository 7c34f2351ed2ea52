package org.echomotion.ingest.decode;

/** How a clip's view is known when it is taken in. */
public enum ViewSource {
  /** The caller gave it. */
  CALLER,
  /** The file states it. */
  FILE,
  /** Nobody stated it: apical four-chamber is taken until a network has looked. */
  ASSUMED
}
