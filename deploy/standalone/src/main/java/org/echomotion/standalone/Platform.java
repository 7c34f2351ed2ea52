package org.echomotion.standalone;

import org.echomotion.error.EchoMotionException;

/** The five services, running on this machine. */
public sealed interface Platform extends AutoCloseable permits OneProcess, FiveProcesses {

  /** Returns the loopback port of {@code service} for gRPC and HTTP. */
  int port(Service service);

  /** Returns the loopback port of {@code service} for health. */
  int managementPort(Service service);

  /**
   * Waits until a service ends.
   *
   * @throws InterruptedException if this thread is interrupted to stop the platform
   * @throws EchoMotionException SERVICE_DIED, SERVICES_DID_NOT_START
   */
  void awaitEnd() throws InterruptedException;

  /** Stops the services, then the broker, then the study store. */
  @Override
  void close();
}
