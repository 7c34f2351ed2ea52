package org.echomotion.activelearning.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The settings of active-learning-service: {@code echomotion.active-learning.*}. */
@ConfigMapping(prefix = "echomotion.active-learning")
public interface ActiveLearningSettings {

  /** Host that the other programs find this service at. This service does not read it. */
  Optional<String> host();

  /** Port of gRPC and REST. */
  @WithDefault("8085")
  int port();

  /** Frames that are queued from one clip at most. */
  @WithDefault("3")
  int framesPerClip();

  /** Mean boundary entropy, in nats, from which a frame is queued. */
  @WithDefault("0.2")
  double minimumUncertainty();

  /** Time between two queued frames of one clip at least, in seconds. */
  @WithDefault("0.15")
  double apartSeconds();
}
