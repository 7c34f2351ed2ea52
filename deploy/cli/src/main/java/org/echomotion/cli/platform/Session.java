package org.echomotion.cli.platform;

import java.time.Duration;
import java.time.Instant;
import org.echomotion.cli.client.StudyClient;
import org.echomotion.cli.terminal.Logs;
import org.echomotion.standalone.DataDirectory;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.OneProcess;
import org.echomotion.standalone.Platform;

/** A connection to the platform that {@code --server} names, or to one started for the occasion. */
public final class Session implements AutoCloseable {

  private final Endpoints endpoints;
  private final StudyClient client;
  private final AutoCloseable platform;
  private final Duration start;

  private Session(Endpoints endpoints, AutoCloseable platform, Duration start) {
    this.endpoints = endpoints;
    this.client = new StudyClient(endpoints);
    this.platform = platform;
    this.start = start;
  }

  public static Session open(PlatformOptions options, String purpose) throws InterruptedException {
    if (options.server().isPresent()) {
      Logs.drop();
      return new Session(options.server().get(), () -> {}, Duration.ZERO);
    }
    Instant before = Instant.now();
    DataDirectory directory = DataDirectory.hold(options.data(), "echomotion " + purpose);
    try {
      Logs.to(directory.log());
      // Nobody else has to find it: any port will do, and 8080 stays free for 'up'.
      Platform platform = OneProcess.start(directory, LoopbackPorts.anyFree());
      return new Session(
          Endpoints.of(platform),
          () -> {
            try (directory) {
              platform.close();
            }
          },
          Duration.between(before, Instant.now()));
    } catch (RuntimeException | InterruptedException e) {
      directory.close();
      throw e;
    }
  }

  /** Where its services listen. */
  public Endpoints endpoints() {
    return endpoints;
  }

  public StudyClient client() {
    return client;
  }

  /** How long the platform took to be ready; zero where it was already up. */
  Duration start() {
    return start;
  }

  @Override
  public void close() {
    // A pending interrupt would break off the orderly stop that it asks for.
    boolean interrupted = Thread.interrupted();
    client.close();
    try {
      platform.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
