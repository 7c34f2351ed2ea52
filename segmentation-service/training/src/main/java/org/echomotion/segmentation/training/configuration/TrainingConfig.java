package org.echomotion.segmentation.training.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.echomotion.segmentation.network.NetworkConfig;

/**
 * Everything that fixes a training run, apart from the frames themselves.
 *
 * @param model the network to train
 * @param data which frames it sees, and how often
 * @param optim how it learns
 * @param augment how frames are changed
 * @param name of the model; empty is by its encoder
 * @param out directory of the run; empty where it is not to be started
 * @param init weights to start from: a run, a model directory or a checkpoint prefix; empty is by
 *     the seed
 * @param seed of start values, order, augmentation and dropout
 * @param threads of one operation
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
