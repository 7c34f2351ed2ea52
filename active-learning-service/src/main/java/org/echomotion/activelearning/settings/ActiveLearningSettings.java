package org.echomotion.activelearning.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The settings of active-learning-service: {@code echomotion.active-learning.*}. */
@ConfigMapping(prefix = "echomotion.active-learning")
public interface ActiveLearningSettings {

  /** Host name of this service, read by the other programs only. */
  Optional<String> host();

  /** Port of gRPC and REST. */
  @WithDefault("8085")
  int port();

  /** Least mean boundary entropy of an uncertain contour, in nats. */
  @WithDefault("0.2")
  double minimumUncertainty();

  /** Least difference of the area from the frames around it that counts as a jump, as a share. */
  @WithDefault("0.15")
  double areaJump();

  /** Frames on each side that the area is compared with. */
  @WithDefault("2")
  int areaNeighbours();

  /** Least difference at which A4C and A2C disagree, points of ejection fraction. */
  @WithDefault("10")
  double viewDifference();

  /** Time between two sweeps for expired leases, at least one second. */
  @WithDefault("10s")
  Duration sweepPeriod();

  /** Shortest time between two queued frames of one clip, in seconds. */
  @WithDefault("0.15")
  double apartSeconds();
}
