package org.echomotion.segmentation.training.tracking;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is known of a run before it starts.
 *
 * @param experiment name of the group of runs
 * @param name of the run
 * @param directory where the run keeps its files
 * @param parameters configuration, flat
 * @param tags MLflow's own and ours
 */
record TrackedRun(
    String experiment,
    String name,
    Path directory,
    Map<String, String> parameters,
    Map<String, String> tags) {

  TrackedRun {
    parameters = Map.copyOf(parameters);
    tags = Map.copyOf(tags);
  }
}
