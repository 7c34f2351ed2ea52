package org.echomotion.segmentation.training.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.echomotion.segmentation.network.NetworkConfig;

/**
 * The complete definition of a training run, except for the frames.
 *
 * @param model the network to train
 * @param data which frames are used, and how often
 * @param optim how the network is optimized
 * @param augment how frames are changed
 * @param name name of the model; empty: from its encoder
 * @param out directory of the run; empty if no run is started
 * @param init initial weights: a run, a model directory or a checkpoint prefix; empty: random
 *     weights
 * @param seed seed for initial weights, order, augmentation and dropout
 * @param threads threads per operation
 * @param epochsThisRun stop after this many epochs and resume later; 0 is no limit
 */
public record TrainingConfig(
    ModelSettings model,
    DataSettings data,
    OptimSettings optim,
    AugmentSettings augment,
    String name,
    String out,
    String init,
    long seed,
    int threads,
    int epochsThisRun) {

  public TrainingConfig {
    if (!name.matches("[a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "name is '%s'. Use only small letters, digits and dashes.".formatted(name));
    }
    Bounds.atLeast("threads", threads, 1);
    Bounds.atLeast("epochs_this_run", epochsThisRun, 0);
  }

  /** Name of the model, e.g. {@code echomotionnet-b0}. */
  public String modelName() {
    return name.isEmpty() ? "echomotionnet-" + network().encoder().name() : name;
  }

  public NetworkConfig network() {
    return model.network();
  }

  /** The same run with another seed. */
  public TrainingConfig withSeed(long other) {
    return new TrainingConfig(
        model, data, optim, augment, name, out, init, other, threads, epochsThisRun);
  }

  /** Checkpoint prefix of {@link #init}, e.g. {@code MODEL/variables/variables}. */
  public Optional<Path> initialWeights() {
    if (init.isEmpty()) {
      return Optional.empty();
    }
    Path given = Path.of(init);
    for (String inside : new String[] {"variables/variables", "model/variables/variables"}) {
      if (Files.exists(given.resolve(inside + ".index"))) {
        return Optional.of(given.resolve(inside));
      }
    }
    return Optional.of(given);
  }
}
