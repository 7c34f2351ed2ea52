package org.echomotion.segmentation.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings of segmentation-service. */
@ConfigMapping(prefix = "echomotion.segmentation")
public interface SegmentationConfig {

  /** Host of this service for the other services. */
  Optional<String> host();

  /** Port for gRPC and REST. */
  @WithDefault("8082")
  int port();

  /** A directory of model directories. Without it the built-in models are used. */
  Optional<Path> modelRepository();

  /** The segmentation model: the name of its directory. */
  @WithDefault("echomotionnet-b0")
  String model();

  /** Additional models, served over the Open Inference Protocol. */
  @WithDefault("echomotion-view,echomotion-study")
  Optional<List<String>> furtherModels();

  /**
   * The view classifier, for clips whose view is unknown. It must be one of {@link #furtherModels};
   * without it A4C is assumed.
   */
  @WithDefault("echomotion-view")
  String viewModel();

  /** Frames per run of the segmentation. It can change the last bits of a result. */
  @WithDefault("8")
  int segmentBatch();

  /**
   * Frames per run of Grad-CAM. Above 1 the last bits of a result depend on the position in the
   * batch.
   */
  @WithDefault("1")
  int gradCamBatch();

  /** Largest number of waiting frames; more are rejected. Each needs 12.5 KB. */
  @WithDefault("1024")
  int queueCapacity();

  /** Longest wait of a batch's first frame for others. */
  @WithDefault("PT0.005S")
  Duration batchTimeBudget();

  /** Threads that run the model. Without it there is one per core. */
  OptionalInt runners();

  /** Smallest area of a left ventricle, in square working pixels. */
  @WithDefault("64")
  int minimumAreaPx();

  /** Largest distance of pixels from the outline for the boundary entropy, in working pixels. */
  @WithDefault("2.0")
  double boundaryRadiusPx();
}
