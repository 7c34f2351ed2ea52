package org.echomotion.cli.platform;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.echomotion.cli.client.Endpoints;
import org.echomotion.cli.client.SignIn;
import org.echomotion.cli.client.SignedCalls;
import org.echomotion.cli.client.StudyClient;
import org.echomotion.cli.client.Trust;
import org.echomotion.cli.terminal.Logs;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.platform.OneProcess;
import org.echomotion.standalone.platform.Platform;

/** A connection to the platform of {@code --server}, or to one started for this command. */
public final class Session implements AutoCloseable {

  private final Endpoints endpoints;
  private final Trust trust;
  private final StudyClient client;
  private final Optional<SignIn> signIn;
  private final AutoCloseable platform;
  private final Duration start;

  private Session(
      Endpoints endpoints,
      Trust trust,
      Optional<SignIn> signIn,
      AutoCloseable platform,
      Duration start) {
    this.endpoints = endpoints;
    this.trust = trust;
    this.signIn = signIn;
    this.client = new StudyClient(endpoints, trust, signIn);
    this.platform = platform;
    this.start = start;
  }

  /**
   * Connects to the given platform, or starts one.
   *
   * @param purpose name of the command, for the message of another process that finds the data
   *     directory in use
   */
  public static Session open(PlatformOptions options, String purpose) throws InterruptedException {
    if (options.server().isPresent()) {
      Logs.drop();
      Trust trust = options.trust();
      Endpoints servers = options.server().get();
      return new Session(servers, trust, signInTo(servers, trust), () -> {}, Duration.ZERO);
    }
    Instant before = Instant.now();
    DataDirectory directory = DataDirectory.hold(options.data(), "echomotion " + purpose);
    try {
      Logs.to(directory.log());
      // Any free port, because only this process needs it. 8080 stays free for 'up'.
      Platform platform =
          OneProcess.start(directory, Optional.empty(), Optional.empty(), LoopbackPorts.anyFree());
      Supervision supervision = Supervision.of(platform, Thread.currentThread());
      return new Session(
          Endpoints.of(platform),
          Trust.NOBODY,
          Optional.empty(),
          () -> {
            try (directory) {
              supervision.end();
              platform.close();
            }
            supervision.throwFailure();
          },
          Duration.between(before, Instant.now()));
    } catch (RuntimeException | InterruptedException e) {
      directory.close();
      throw e;
    }
  }

  private static Optional<SignIn> signInTo(Endpoints servers, Trust trust) {
    SignIn signIn = SignIn.ofThisUser(trust);
    try {
      return signIn.isFor(servers) ? Optional.of(signIn) : Optional.empty();
    } catch (IOException e) {
      throw SignedCalls.status(e).asRuntimeException();
    }
  }

  /** Returns the addresses of the services. */
  public Endpoints endpoints() {
    return endpoints;
  }

  /** Returns which certificate authority is trusted. */
  public Trust trust() {
    return trust;
  }

  /**
   * Returns the access token of the signed-in person; empty without a sign-in.
   *
   * @throws StatusRuntimeException as a call throws: UNAUTHENTICATED if the sign-in has expired,
   *     UNAVAILABLE if its server does not answer
   */
  public Optional<String> accessToken() throws InterruptedException {
    try {
      return signIn.isEmpty() ? Optional.empty() : signIn.get().accessToken();
    } catch (IOException e) {
      throw SignedCalls.status(e).asRuntimeException();
    }
  }

  /** Returns the client of the services. */
  public StudyClient client() {
    return client;
  }

  /** Returns how long the start of the platform took; zero if it was already running. */
  Duration start() {
    return start;
  }

  @Override
  public void close() {
    // A pending interrupt would stop the shutdown halfway.
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
