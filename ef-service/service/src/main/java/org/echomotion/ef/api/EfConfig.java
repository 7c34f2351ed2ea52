package org.echomotion.ef.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import org.echomotion.ef.api.measuring.TemporalChoice;

/** The settings {@code echomotion.ef.*}. */
@ConfigMapping(prefix = "echomotion.ef")
public interface EfConfig {

  /** Host of this service, as its clients know it. */
  @WithDefault("127.0.0.1")
  String host();

  /** Port of this service. */
  @WithDefault("8083")
  int port();

  /**
   * Name at segmentation-service of the network that gives a second opinion on studies of two
   * views. Empty: no second opinions.
   */
  @WithDefault("echomotion-study")
  Optional<String> studyModel();

  /**
   * The learned model that takes the errors of the outlines out of the measurements before beats
   * are found. segmentation-service has to serve it ({@code
   * echomotion.segmentation.further-models}). Part of the configuration hash.
   */
  @WithDefault("none")
  TemporalChoice temporal();

  /** Intervals. */
  Interval interval();

  /** The settings {@code echomotion.ef.interval.*}. */
  interface Interval {

    /** The site's own calibration; used for results of its model. */
    Optional<Path> calibration();
  }
}
