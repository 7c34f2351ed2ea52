package org.echomotion.ef.beats;

/** Frames per second of a clip. */
public record FrameRate(double hertz) {

  public FrameRate {
    if (!(hertz > 0) || !Double.isFinite(hertz)) {
      throw new IllegalArgumentException("a frame rate must be a positive number of hertz");
    }
  }

  /** The number of frames nearest to a time, at least {@code minimum}. */
  public int frames(double seconds, int minimum) {
    return (int) Math.max(minimum, Math.round(seconds * hertz));
  }

  public double seconds(double frames) {
    return frames / hertz;
  }
}
