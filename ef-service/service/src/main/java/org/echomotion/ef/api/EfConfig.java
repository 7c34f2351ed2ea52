package org.echomotion.ef.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import org.echomotion.ef.api.measuring.TemporalChoice;

/** The settings {@code echomotion.ef.*}. */
@ConfigMapping(prefix = "echomotion.ef")
public interface EfConfig {

  /** Host that clients use to reach this service. */
  @WithDefault("127.0.0.1")
  String host();

  /** Port of this service. */
  @WithDefault("8083")
  int port();

  /**
   * Name in segmentation-service of the network for second opinions on studies of two views. Empty:
   * no second opinions.
   */
  @WithDefault("echomotion-study")
  Optional<String> studyModel();

  /**
   * The learned model that corrects the measurements for errors of the outlines before beats are
   * detected. segmentation-service must serve it ({@code echomotion.segmentation.further-models}).
   * This setting is part of the configuration hash.
   */
  @WithDefault("none")
  TemporalChoice temporal();

  /** Settings of intervals. */
  Interval interval();

  /** The settings {@code echomotion.ef.interval.*}. */
  interface Interval {

    /** File of the site's own calibration. It is used for results of the calibration's model. */
    Optional<Path> calibration();
  }
}
