package org.echomotion.ingest.dataset.warp;

/** A smooth step. */
final class Smooth {

  private Smooth() {}

  /** Returns 0 for t up to 0, 1 for t from 1, and {@code 3t^2 - 2t^3} between. */
  static double step(double t) {
    double clamped = Math.max(0, Math.min(1, t));
    return clamped * clamped * (3 - 2 * clamped);
  }
}
