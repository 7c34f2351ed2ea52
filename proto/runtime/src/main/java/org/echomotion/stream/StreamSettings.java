package org.echomotion.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of server streams in every service: {@code echomotion.streams.*}. */
@ConfigMapping(prefix = "echomotion.streams")
public interface StreamSettings {

  /** Largest number of open streams of frames or files. Each holds up to 3 MiB. */
  @WithDefault("100")
  int maxTransfers();

  /** Largest number of open streams of frames or files of one caller. */
  @WithDefault("50")
  int maxTransfersPerCaller();

  /** Largest number of open streams that watch something. */
  @WithDefault("2000")
  int maxWatchers();

  /** Largest number of open streams of one caller that watch something. */
  @WithDefault("1000")
  int maxWatchersPerCaller();

  /** Longest time that a caller may leave a message unread. Its stream ends then. */
  @WithDefault("60s")
  Duration maxStall();
}
