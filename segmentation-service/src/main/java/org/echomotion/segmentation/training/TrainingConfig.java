package org.echomotion.segmentation.training;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.echomotion.segmentation.network.NetworkConfig;

/**
 * Everything that fixes a training run, apart from its data.
 *
 * @param network the network to train
 * @param epochs passes over the data
 * @param batchSize frames per step
 * @param learningRate peak of the schedule
 * @param warmUpEpochs epochs of linear warm-up
 * @param weightDecay decoupled decay of kernels, per unit of learning rate
 * @param clipNorm largest global norm of the gradient
 * @param averageDecay decay of the exponential moving average of the weights, which is what is
 *     exported
 * @param samplesPerEpoch frames drawn per epoch; 0 is every training frame once
 * @param sourceShares share of each source in {@code samplesPerEpoch}; a source not named takes
 *     part with 0; empty is by the number of frames
 * @param augment whether frames are augmented
 * @param seed of everything random
 * @param threads of one operation
 * @param validateEvery epochs between scores of the valid split
 * @param initialWeights checkpoint prefix to start from, e.g. {@code MODEL/variables/variables}
 * @param epochsThisRun stop after this many epochs and resume later; 0 is no limit
 */
public record TrainingConfig(
    NetworkConfig network,
    int epochs,
    int batchSize,
    double learningRate,
    double warmUpEpochs,
    double weightDecay,
    double clipNorm,
    double averageDecay,
    int samplesPerEpoch,
    Map<String, Double> sourceShares,
    boolean augment,
    long seed,
    int threads,
    int validateEvery,
    Optional<Path> initialWeights,
    int epochsThisRun) {

  public TrainingConfig {
    sourceShares = Map.copyOf(sourceShares);
    if (epochs < 1 || batchSize < 1 || threads < 1 || validateEvery < 1) {
      throw new IllegalArgumentException(
          "Epochs, batch size, threads and validation interval are at least 1.");
    }
    if (!(learningRate > 0 && clipNorm > 0 && averageDecay >= 0 && averageDecay < 1)) {
      throw new IllegalArgumentException(
          "Learning rate and clip norm are positive; the average's decay lies in [0, 1).");
    }
  }

  /** The recipe of the shipped weights, for {@code epochs} epochs. */
  public static TrainingConfig standard(NetworkConfig network, int epochs) {
    return new TrainingConfig(
        network,
        epochs,
        16,
        1e-3,
        1,
        0.02,
        1.0,
        0.998,
        0,
        Map.of(),
        true,
        1,
        2,
        1,
        Optional.empty(),
        0);
  }
}
