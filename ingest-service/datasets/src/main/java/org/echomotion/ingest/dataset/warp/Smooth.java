package org.echomotion.ingest.dataset.warp;

/** A step without corners. */
final class Smooth {

  private Smooth() {}

  /** 0 up to 0, 1 from 1 on, {@code 3t^2 - 2t^3} between. */
  static double step(double t) {
    double clamped = Math.max(0, Math.min(1, t));
    return clamped * clamped * (3 - 2 * clamped);
  }
}
