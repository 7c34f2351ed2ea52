package org.echomotion.ef.interval;

import java.util.List;

/**
 * How far references lie from the median, in units of the scale. For each of {@link #LEVELS}, half
 * of the width that contains this share of references; ascending.
 *
 * <p>References below {@value #LOW_PERCENT} % have half widths of their own: they are few, so half
 * widths of all references could miss more of them than stated.
 *
 * @param all of all references
 * @param low of references below {@value #LOW_PERCENT} %, none below that of all
 */
public record HalfWidths(List<Double> all, List<Double> low) {

  /** Coverages at which half widths are stated: 0.05 to 0.95 in steps of 0.05. */
  public static final List<Double> LEVELS =
      List.of(
          0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
          0.85, 0.9, 0.95);

  /** Limit of low references, percent. Below it, treatment changes (reduced ejection fraction). */
  public static final double LOW_PERCENT = 40;

  /**
   * @throws IllegalArgumentException if they are not one per level, ascending, and the last one
   *     positive; or if one of low references is smaller than that of all
   */
  public HalfWidths {
    all = checked(all);
    low = checked(low);
    for (int i = 0; i < all.size(); i++) {
      if (low.get(i) < all.get(i)) {
        throw new IllegalArgumentException("a half width of low references must not be smaller");
      }
    }
  }

  /** The same half widths for all references. */
  public static HalfWidths ofAll(List<Double> all) {
    return new HalfWidths(all, all);
  }

  private static List<Double> checked(List<Double> halfWidths) {
    if (halfWidths.size() != LEVELS.size()) {
      throw new IllegalArgumentException("there must be one half width per level");
    }
    double least = 0;
    for (double halfWidth : halfWidths) {
      if (!(halfWidth >= least && halfWidth < 1e6)) {
        throw new IllegalArgumentException("the half widths must ascend and be below 1e6");
      }
      least = halfWidth;
    }
    if (!(least > 0)) {
      throw new IllegalArgumentException("the largest half width must be above 0");
    }
    return List.copyOf(halfWidths);
  }

  /** The half width for a coverage between the levels, in units of the scale. */
  static double at(double coverage, List<Double> halfWidths) {
    int above = 0;
    while (above < LEVELS.size() - 1 && LEVELS.get(above) < coverage) {
      above++;
    }
    double level = above == 0 ? 0 : LEVELS.get(above - 1);
    double width = above == 0 ? 0 : halfWidths.get(above - 1);
    double share = Math.min(1, (coverage - level) / (LEVELS.get(above) - level));
    return width + share * (halfWidths.get(above) - width);
  }
}
