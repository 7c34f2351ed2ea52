package org.echomotion.ingest.decode;

/** The standard echocardiographic view of a cine. */
public enum EchoView {
  /** Apical four-chamber. */
  A4C,
  /** Apical two-chamber. */
  A2C,
  /** Another view, which is not measured. */
  OTHER
}
