package org.echomotion.segmentation.training.run;

import java.util.Map;

/**
 * Results of one epoch.
 *
 * @param epoch number of the epoch, from 1
 * @param learningRate learning rate of the last step
 * @param loss mean loss over the steps
 * @param dice mean soft Dice of the left ventricle over the steps, on augmented training frames
 * @param gradientNorm mean global norm before clipping
 * @param imagesPerSecond speed of the steps, without scoring
 * @param validDice mean Dice on the valid split by source; empty if not scored
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
