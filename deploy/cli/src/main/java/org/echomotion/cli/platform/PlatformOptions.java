package org.echomotion.cli.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.echomotion.standalone.DataDirectory;
import picocli.CommandLine.Option;

/** Where the work is done. */
public final class PlatformOptions {

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      converter = Endpoints.Converter.class,
      description = {
        "Use a running EchoMotion instead of starting one.",
        "Where its services have addresses of their own:",
        "ingest=HOST:PORT,segmentation=HOST:PORT,ef=HOST:PORT,xai=HOST:PORT"
      })
  private Endpoints server;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where EchoMotion keeps its data on this machine. Default: ~/.echomotion")
  private Path data;

  /** A platform on this machine with its data in {@code data}. */
  static PlatformOptions at(Path data) {
    PlatformOptions options = new PlatformOptions();
    options.data = data;
    return options;
  }

  /** The platform at {@code server}, or else one on this machine with its data in {@code data}. */
  public static PlatformOptions of(Endpoints server, Path data) {
    PlatformOptions options = new PlatformOptions();
    options.server = server;
    options.data = data;
    return options;
  }

  Optional<Endpoints> server() {
    return Optional.ofNullable(server);
  }

  Path data() {
    return data == null ? DataDirectory.defaultPath() : data;
  }
}
