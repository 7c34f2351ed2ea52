package org.echomotion.segmentation.training.run;

import java.util.Map;

/**
 * What one epoch came to.
 *
 * @param epoch counted from 1
 * @param learningRate of its last step
 * @param loss mean over its steps
 * @param dice mean soft Dice of the left ventricle over its steps, on augmented training frames
 * @param gradientNorm mean global norm before clipping
 * @param imagesPerSecond of the steps, scoring left out
 * @param validDice mean Dice on the valid split by source; empty where it was not scored
 */
public record EpochResult(
    int epoch,
    double learningRate,
    double loss,
    double dice,
    double gradientNorm,
    double imagesPerSecond,
    Map<String, Double> validDice) {

  public EpochResult {
    validDice = Map.copyOf(validDice);
  }

  public EpochResult scored(Map<String, Double> dice) {
    return new EpochResult(
        epoch, learningRate, loss, this.dice, gradientNorm, imagesPerSecond, dice);
  }
}
