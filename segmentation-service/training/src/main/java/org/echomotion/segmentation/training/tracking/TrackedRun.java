package org.echomotion.segmentation.training.tracking;

import java.nio.file.Path;
import java.util.Map;

/**
 * The data of a run that are known before it starts.
 *
 * @param experiment name of the group of runs
 * @param name name of the run
 * @param directory directory of the run's files
 * @param parameters configuration, flat
 * @param tags MLflow's tags and our own
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
