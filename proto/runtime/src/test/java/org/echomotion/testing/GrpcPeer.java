package org.echomotion.testing;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Other services on one port, in the test's own process. */
public abstract class GrpcPeer implements QuarkusTestResourceLifecycleManager {

  private final List<String> clients;
  private final List<BindableService> services;
  private Server server;

  /**
   * @param clients names of the gRPC clients that ask it
   */
  protected GrpcPeer(List<String> clients, BindableService... services) {
    this.clients = List.copyOf(clients);
    this.services = List.of(services);
  }

  @Override
  public Map<String, String> start() {
    try {
      NettyServerBuilder builder =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
      services.forEach(builder::addService);
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Under test, Quarkus sends clients to its own port unless a test port is set.
    String port = String.valueOf(server.getPort());
    return clients.stream()
        .collect(
            Collectors.toMap(
                client -> "quarkus.grpc.clients." + client + ".test-port", client -> port));
  }

  @Override
  public void stop() {
    if (server != null) {
      server.shutdownNow();
    }
  }
}
