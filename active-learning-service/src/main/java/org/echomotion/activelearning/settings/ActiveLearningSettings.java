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

  /** Mean boundary entropy, in nats, from which the network is unsure of a contour. */
  @WithDefault("0.2")
  double minimumUncertainty();

  /** Difference of the area from that of the frames around it that is a jump, share. */
  @WithDefault("0.15")
  double areaJump();

  /** Frames on each side that the area is compared with. */
  @WithDefault("2")
  int areaNeighbours();

  /** Difference of the ejection fractions of A4C and A2C from which they disagree, points. */
  @WithDefault("10")
  double viewDifference();

  /** Time between two sweeps for expired leases, at least one second. */
  @WithDefault("10s")
  Duration sweepPeriod();

  /** Shortest time between two queued frames of one clip, in seconds. */
  @WithDefault("0.15")
  double apartSeconds();
}
