package org.echomotion.cli.client;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.echomotion.cli.client.Endpoints.HostPort;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.certificate.TrustedAuthority;
import org.jspecify.annotations.Nullable;

/**
 * Which certificate authority (CA) a client trusts, and which connections use TLS. In this order:
 *
 * <ol>
 *   <li>The CA that the caller names. Every connection then uses TLS.
 *   <li>The CA of a data directory on this machine, for the servers that use it.
 *   <li>For other machines: TLS, with the authorities that Java trusts.
 *   <li>For this machine: no TLS.
 * </ol>
 */
public final class Trust {

  /** For a platform that this process runs without TLS. */
  public static final Trust NOBODY = new Trust(Optional.empty(), Optional.empty());

  private final Optional<Path> named;
  private final Optional<Path> dataDirectory;

  private Trust(Optional<Path> named, Optional<Path> dataDirectory) {
    this.named = named;
    this.dataDirectory = dataDirectory;
  }

  /**
   * Returns the trust of a command.
   *
   * @param named the file of a CA; null: the one in ECHOMOTION_CA, if that is set
   * @param dataDirectory the data directory to look in
   */
  public static Trust of(@Nullable Path named, Path dataDirectory) {
    Optional<Path> variable =
        Optional.ofNullable(System.getenv("ECHOMOTION_CA"))
            .filter(path -> !path.isBlank())
            .map(Path::of);
    return new Trust(Optional.ofNullable(named).or(() -> variable), Optional.of(dataDirectory));
  }

  /** Returns the CA of the server at an address; empty: the authorities that Java trusts. */
  Optional<File> authority(HostPort address) {
    return named
        .or(
            () ->
                dataDirectory
                    .filter(data -> address.isOnThisMachine())
                    .flatMap(data -> Certificates.caOf(data, address.toString())))
        .map(Path::toFile);
  }

  /** Returns whether the connection to an address uses TLS. */
  public boolean usesTls(HostPort address) {
    return !address.isOnThisMachine() || authority(address).isPresent();
  }

  /**
   * Returns a client for HTTP.
   *
   * @throws IOException if the file of the CA cannot be read
   */
  public HttpClient http(HostPort address, HttpClient.Version version) throws IOException {
    HttpClient.Builder client = HttpClient.newBuilder().version(version);
    Optional<File> authority = authority(address);
    if (authority.isPresent()) {
      client.sslContext(context(authority.get()));
    }
    return client.build();
  }

  private static SSLContext context(File authority) throws IOException {
    try {
      return TrustedAuthority.context(authority.toPath());
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }
}
