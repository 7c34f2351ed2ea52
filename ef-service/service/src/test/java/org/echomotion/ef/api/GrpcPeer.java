package org.echomotion.ef.api;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** Another service, in the test's own process. */
public abstract class GrpcPeer implements QuarkusTestResourceLifecycleManager {

  private final String client;
  private final List<BindableService> services;
  private Server server;

  /**
   * @param client name of the gRPC client that is to ask it
   */
  GrpcPeer(String client, BindableService... services) {
    this.client = client;
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
    return Map.of(
        "quarkus.grpc.clients." + client + ".test-port", String.valueOf(server.getPort()));
  }

  @Override
  public void stop() {
    if (server != null) {
      server.shutdownNow();
    }
  }
}
