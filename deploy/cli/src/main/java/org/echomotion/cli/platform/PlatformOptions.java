package org.echomotion.cli.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.echomotion.cli.client.Endpoints;
import org.echomotion.cli.client.Trust;
import org.echomotion.standalone.directory.DataDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select a running platform, or the data of a platform to start. */
public final class PlatformOptions {

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      converter = Endpoints.Converter.class,
      description = {
        "Use a running EchoMotion instead of starting one.",
        "If each service has its own address:",
        "ingest=HOST:PORT,segmentation=HOST:PORT,ef=HOST:PORT,xai=HOST:PORT"
      })
  private @Nullable Endpoints server;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = {
        "With --server: the certificate authority of the server, in PEM. Default: ECHOMOTION_CA;",
        "for a server of this machine, the one that 'up --secure' made"
      })
  private @Nullable Path ca;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where EchoMotion keeps its data on this machine. Default: ~/.echomotion")
  private @Nullable Path data;

  /** Returns options for a platform on this machine with its data in {@code data}. */
  static PlatformOptions at(Path data) {
    PlatformOptions options = new PlatformOptions();
    options.data = data;
    return options;
  }

  /**
   * Returns options for the platform at {@code server}; if it is absent, for one on this machine.
   */
  public static PlatformOptions of(
      @Nullable Endpoints server, @Nullable Path ca, @Nullable Path data) {
    PlatformOptions options = new PlatformOptions();
    options.server = server;
    options.ca = ca;
    options.data = data;
    return options;
  }

  Optional<Endpoints> server() {
    return Optional.ofNullable(server);
  }

  Trust trust() {
    return Trust.of(ca, data());
  }

  Path data() {
    return data == null ? DataDirectory.defaultPath() : data;
  }
}
