package org.echomotion.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;
import org.echomotion.error.EchoMotionException;

/** Ports on 127.0.0.1. */
public final class LoopbackPorts {

  /** The address that all services, PostgreSQL, Kafka and Keycloak listen on. */
  public static final String HOST = "127.0.0.1";

  private static final int LOWEST = 20_000;

  /** The first port that Linux gives to outgoing connections; other systems start higher. */
  private static final int FIRST_EPHEMERAL = 32_768;

  private static final int HIGHEST = 65_535;
  private static final int TRIES = 100;
  private static final int CONNECT_MS = 2000;

  private LoopbackPorts() {}

  /**
   * Returns a port on which no program listens now. The port is below the range for outgoing
   * connections, so that no such connection takes it before the caller listens on it.
   *
   * @throws IllegalStateException if {@value #TRIES} ports are taken
   */
  public static int anyFree() {
    for (int tries = 0; tries < TRIES; tries++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, FIRST_EPHEMERAL);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "None of %d ports of %s between %d and %d is free."
            .formatted(TRIES, HOST, LOWEST, FIRST_EPHEMERAL - 1));
  }

  /**
   * Checks a port that a user states.
   *
   * @throws EchoMotionException PORT_INVALID if nothing can listen on {@code port}
   */
  public static void refuseInvalid(int port) {
    if (port < 1 || port > HIGHEST) {
      throw new EchoMotionException(PlatformError.PORT_INVALID, port);
    }
  }

  /** Returns whether a program could listen on {@code port} now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do: a port whose old connections are still closing is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns whether a program accepts connections on {@code port} now. */
  public static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address(), port), CONNECT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns {@link #HOST}. The JDK's loopback address may be that of IPv6. */
  private static InetAddress address() throws UnknownHostException {
    return InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1});
  }
}
