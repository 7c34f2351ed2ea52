package org.echomotion.standalone.platform;

import java.util.function.Consumer;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.Service;

/** The five services, running on this machine. */
public sealed interface Platform extends AutoCloseable permits OneProcess, FiveProcesses {

  /** Returns the loopback port of {@code service} for gRPC and HTTP. */
  int port(Service service);

  /** Returns the loopback port of {@code service} for health. */
  int managementPort(Service service);

  /**
   * Restarts parts that end, until that fails too often or the services end: PostgreSQL, Kafka and,
   * in five processes, each service.
   *
   * @param events given a sentence when a part has ended and when it runs again
   * @throws InterruptedException if this thread is interrupted to stop the platform
   * @throws EchoMotionException PART_LOST, SERVICES_ENDED
   */
  void supervise(Consumer<String> events) throws InterruptedException;

  /** Stops the services, then the broker, then the study store. */
  @Override
  void close();
}
