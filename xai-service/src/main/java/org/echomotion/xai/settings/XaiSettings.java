package org.echomotion.xai.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of xai-service: {@code echomotion.xai.*}. */
@ConfigMapping(prefix = "echomotion.xai")
public interface XaiSettings {

  /** Host of this service, for the other programs. This service does not read it. */
  Optional<String> host();

  /** Port of gRPC and REST. */
  @WithDefault("8084")
  int port();

  /** Where the files of explanations are stored. */
  @WithDefault("${user.home}/.echomotion/blobs/xai")
  Path blobDirectory();

  /** How often to search for files without a row. */
  @WithDefault("1h")
  Duration orphanSweepEvery();

  /** Age from which files without a row are deleted. */
  @WithDefault("1h")
  Duration orphanAge();
}
