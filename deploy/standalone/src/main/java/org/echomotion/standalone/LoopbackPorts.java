package org.echomotion.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Ports on 127.0.0.1. */
public final class LoopbackPorts {

  /** The address that all services, PostgreSQL, Kafka and Keycloak listen on. */
  public static final String HOST = "127.0.0.1";

  private LoopbackPorts() {}

  /** Returns a port on which no program listens now. */
  public static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, address())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  /** Returns {@link #HOST}. The JDK's loopback address may be that of IPv6. */
  private static InetAddress address() throws UnknownHostException {
    return InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1});
  }
}
