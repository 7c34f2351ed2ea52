package org.echomotion.activelearning.selection;

import java.util.Locale;

/** Why a frame is chosen. */
public enum Reason {
  /** The network found no left ventricle. Value: share of the clip's frames without one. */
  NO_VENTRICLE(
      "The network found no left ventricle here, and on %2$.0f %% of the clip's frames.", 100),
  /** The area differs strongly from the frames around it. Value: share of the area. */
  AREA_JUMP("The area jumps by %2$.0f %% from the frames around it.", 100),
  /** A4C and A2C give different ejection fractions. Value: points of ejection fraction. */
  VIEWS_DISAGREE("A4C and A2C differ by %1$.0f points of ejection fraction.", 1),
  /** The network is unsure of the contour. Value: mean boundary entropy, nats. */
  CONTOUR_UNCERTAIN("The network is unsure of the contour (entropy %1$.2f of at most 0.69).", 1),
  /** The ejection fraction depends on this frame. Value: its standard deviation, points. */
  EF_SENSITIVE(
      "The ejection fraction is measured on this frame; its contour alone may change it by"
          + " %1$.1f points.",
      1),
  /** The ventricle differs from those in the queue. Value: distance to the nearest, 0 to 1. */
  DIVERSE("The ventricle differs by %2$.0f %% from the most similar one in the queue.", 100),
  /** Chosen at random: part of the unbiased sample. */
  RANDOM("Chosen at random.", 1);

  private final String sentence;
  private final double factor;

  Reason(String sentence, double factor) {
    this.sentence = sentence;
    this.factor = factor;
  }

  /** Returns the reason as a sentence. */
  public String text(double value) {
    return String.format(Locale.ROOT, sentence, value, factor * value);
  }
}
