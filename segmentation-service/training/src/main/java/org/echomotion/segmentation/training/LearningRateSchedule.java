package org.echomotion.segmentation.training;

/**
 * Linear warm-up, then half a cosine to 1 % of the peak (Loshchilov and Hutter, ICLR 2017).
 *
 * @param peak highest rate
 * @param warmUpSteps steps of the warm-up; the peak is reached at this step
 * @param totalSteps number of steps of the run
 */
public record LearningRateSchedule(double peak, long warmUpSteps, long totalSteps) {

  private static final double FLOOR = 0.01;

  /** Rate of step {@code step}, counted from 0. */
  public double at(long step) {
    if (step < warmUpSteps) {
      return peak * (step + 1) / (warmUpSteps + 1);
    }
    double progress =
        Math.min(1, (double) (step - warmUpSteps) / Math.max(1, totalSteps - warmUpSteps));
    return peak * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * progress)));
  }
}
