package org.echomotion.standalone;

import org.echomotion.error.EchoMotionException;

/** The five services, up and ready on this machine. */
public sealed interface Platform extends AutoCloseable permits OneProcess, FiveProcesses {

  /** Returns the port on loopback where {@code service} serves gRPC and HTTP. */
  int port(Service service);

  /**
   * Waits for as long as all services run.
   *
   * @throws InterruptedException if the platform is asked to stop
   * @throws EchoMotionException SERVICE_DIED, SERVICES_DID_NOT_START
   */
  void awaitEnd() throws InterruptedException;

  /** Stops the services, then the broker, then the study store. */
  @Override
  void close();
}
