package org.echomotion.cli.doctor;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.api.SegmentationConfig;
import org.echomotion.segmentation.model.ModelRepository;

/** The networks that segmentation-service is configured to serve, against their fingerprints. */
final class ModelChecks {

  private static final String MODELS = "Models";

  private ModelChecks() {}

  static List<Finding> ofConfigured() {
    SegmentationConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultSources()
            .withMapping(SegmentationConfig.class)
            .withValidateUnknown(false)
            .build()
            .getConfigMapping(SegmentationConfig.class);
    return of(config.modelRepository(), config.model(), config.furtherModels().orElse(List.of()));
  }

  static List<Finding> of(Optional<Path> directory, String frames, List<String> further) {
    ModelRepository models = new ModelRepository(directory);
    List<Finding> problems = new ArrayList<>();
    List<String> intact = new ArrayList<>();
    check(frames, () -> models.open(frames).close(), intact, problems);
    for (String name : further) {
      check(name, () -> models.openAny(name).close(), intact, problems);
    }
    if (problems.isEmpty()) {
      problems.add(
          Finding.ok(MODELS, "Their files match their SHA-256: " + String.join(", ", intact)));
    }
    return problems;
  }

  private static void check(
      String name, Runnable open, List<String> intact, List<Finding> problems) {
    try {
      open.run();
      intact.add(name);
    } catch (EchoMotionException e) {
      problems.add(
          Finding.problem(
              MODELS,
              name + ": " + e.getMessage(),
              "Build EchoMotion again (mvn package), or copy the model again to"
                  + " echomotion.segmentation.model-repository."));
    }
  }
}
