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

  /** Where other services find this one. */
  Optional<String> host();

  /** Port for gRPC and REST. */
  @WithDefault("8082")
  int port();

  /** A directory of model directories; without it the models come from the program. */
  Optional<Path> modelRepository();

  /** The segmentation model: the name of its directory. */
  @WithDefault("echomotionnet-b0")
  String model();

  /** Models that are served too, by the Open Inference Protocol. */
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
   * Frames per run of Grad-CAM. With more than 1 the last bits of a result depend on the place in
   * the batch.
   */
  @WithDefault("1")
  int gradCamBatch();

  /** Frames that may wait; more are rejected. Each takes 12.5 KB. */
  @WithDefault("1024")
  int queueCapacity();

  /** How long the first frame of a batch waits for others. */
  @WithDefault("PT0.005S")
  Duration batchTimeBudget();

  /** Threads that run the model; without it one per core. */
  OptionalInt runners();

  /** Smallest area that counts as a left ventricle, in square working pixels. */
  @WithDefault("64")
  int minimumAreaPx();

  /** Pixels at most this far from the outline count for the boundary entropy; working pixels. */
  @WithDefault("2.0")
  double boundaryRadiusPx();
}
