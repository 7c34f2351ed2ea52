package org.echomotion.ingest.phantom.heart;

import org.echomotion.ingest.phantom.Draw;

/**
 * Slow movement of the heart in the picture: a wave with the period of a breath. It moves the
 * heart, and the picture plane cuts a larger or smaller section of it.
 */
public final class Drift {

  private static final double MM_PER_SHARE = 40;

  private final double share;
  private final double periodSec;
  private final double phaseRad;
  private final double directionRad;

  public Drift(double share, Draw draw) {
    this.share = share;
    this.periodSec = draw.uniform(2.5, 5);
    this.phaseRad = draw.uniform(0, 2 * Math.PI);
    this.directionRad = draw.uniform(0, 2 * Math.PI);
  }

  /** Factor on every volume at a time; exactly 1 without drift. */
  double volumeFactor(double timeSec) {
    return 1 + share * wave(timeSec);
  }

  /** Displacement to the right at a time, mm. */
  double xMm(double timeSec) {
    return share * MM_PER_SHARE * wave(timeSec) * Math.cos(directionRad);
  }

  /** Displacement downwards at a time, mm. */
  double yMm(double timeSec) {
    return share * MM_PER_SHARE * wave(timeSec) * Math.sin(directionRad);
  }

  private double wave(double timeSec) {
    return Math.sin(2 * Math.PI * timeSec / periodSec + phaseRad);
  }
}
