package org.echomotion.activelearning.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The settings of active-learning-service: {@code echomotion.active-learning.*}. */
@ConfigMapping(prefix = "echomotion.active-learning")
public interface ActiveLearningSettings {

  /** Host name of this service, read by the other programs only. */
  Optional<String> host();

  /** Port of gRPC and REST. */
  @WithDefault("8085")
  int port();

  /** Largest number of frames queued from one clip. */
  @WithDefault("3")
  int framesPerClip();

  /** Mean boundary entropy, in nats, from which a frame is queued. */
  @WithDefault("0.2")
  double minimumUncertainty();

  /** Shortest time between two queued frames of one clip, in seconds. */
  @WithDefault("0.15")
  double apartSeconds();
}
