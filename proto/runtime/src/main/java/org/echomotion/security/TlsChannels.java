package org.echomotion.security;

import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.quarkus.grpc.runtime.config.GrpcClientConfiguration;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.quarkus.grpc.spi.GrpcBuilderProvider;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownContext;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Connects to other services by TLS, with this service's certificate. Quarkus' own settings for the
 * certificates of a gRPC client read the files only once; here they are read again after {@code
 * echomotion.tls.reload-period}. Quarkus finds this class by its service file. A {@code
 * ChannelBuilderCustomizer} cannot do this: after it, Quarkus sets its own context or plain text.
 */
public final class TlsChannels implements GrpcBuilderProvider<NettyServerBuilder> {

  @Override
  public boolean providesChannel(GrpcClientConfiguration client) {
    return ConfigProvider.getConfig()
        .getOptionalValue(Tls.SETTING, String.class)
        .filter(Tls.ON::equals)
        .isPresent();
  }

  @Override
  public ManagedChannelBuilder<?> createChannelBuilder(
      GrpcClientConfiguration client, String target) {
    Config config = ConfigProvider.getConfig();
    Duration period = config.getValue("echomotion.tls.reload-period", Duration.class);
    ScheduledExecutorService executor = Infrastructure.getDefaultWorkerPool();
    try {
      AdvancedTlsX509KeyManager own = new AdvancedTlsX509KeyManager();
      own.updateIdentityCredentials(
          file(config, "client-certificate"),
          file(config, "client-key"),
          period.toMillis(),
          TimeUnit.MILLISECONDS,
          executor);
      AdvancedTlsX509TrustManager trusted = AdvancedTlsX509TrustManager.newBuilder().build();
      trusted.updateTrustCredentials(
          file(config, "ca"), period.toMillis(), TimeUnit.MILLISECONDS, executor);
      return NettyChannelBuilder.forTarget(target)
          .sslContext(
              GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                  .keyManager(own)
                  .trustManager(trusted)
                  .build());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "The certificates of this service cannot be read. Check echomotion.tls.ca,"
              + " echomotion.tls.certificate and echomotion.tls.key.",
          e);
    }
  }

  private static File file(Config config, String setting) {
    return new File(config.getValue("echomotion.tls." + setting, String.class));
  }

  @Override
  public String resolver() {
    return "dns";
  }

  @Override
  public String adjustHost(String host) {
    // The target of this resolver is dns:///host:port.
    return "/" + host;
  }

  @Override
  public String channelInfo(GrpcClientConfiguration client) {
    return "TLS";
  }

  @Override
  public boolean providesServer(GrpcServerConfiguration server) {
    return false;
  }

  @Override
  public NettyServerBuilder createServerBuilder(
      Vertx vertx, GrpcServerConfiguration server, LaunchMode mode) {
    throw noServer();
  }

  @Override
  public void startServer(Server server) {
    throw noServer();
  }

  @Override
  public void postStartup(Server server, ShutdownContext shutdown) {
    throw noServer();
  }

  @Override
  public void devModeReload(
      List<ServerServiceDefinition> services,
      Map<String, ServerMethodDefinition<?, ?>> methods,
      List<ServerInterceptor> interceptors,
      ShutdownContext shutdown) {
    throw noServer();
  }

  @Override
  public boolean serverAlreadyExists() {
    return false;
  }

  @Override
  public String serverInfo(String host, int port, GrpcServerConfiguration server) {
    throw noServer();
  }

  private static IllegalStateException noServer() {
    return new IllegalStateException("providesServer() is false: this class makes channels only");
  }
}
