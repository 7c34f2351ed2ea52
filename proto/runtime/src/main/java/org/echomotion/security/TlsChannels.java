package org.echomotion.security;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.quarkus.arc.Unremovable;
import io.quarkus.grpc.api.ChannelBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcClientConfiguration;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/**
 * Connects to other services by TLS, with this service's certificate. Quarkus' own settings for the
 * certificates of a gRPC client read the files only once; here they are read again after {@code
 * echomotion.tls.reload-period}.
 */
@ApplicationScoped
@Unremovable
public class TlsChannels implements ChannelBuilderCustomizer<NettyChannelBuilder> {

  private final Tls tls;
  private final Config config;

  TlsChannels(Tls tls, Config config) {
    this.tls = tls;
    this.config = config;
  }

  @Override
  public Map<String, Object> customize(
      String name, GrpcClientConfiguration client, NettyChannelBuilder channel) {
    if (tls.isOn()) {
      channel.sslContext(context());
    }
    return Map.of();
  }

  private SslContext context() {
    long period = config.getValue("echomotion.tls.reload-period", Duration.class).toMillis();
    ScheduledExecutorService executor = Infrastructure.getDefaultWorkerPool();
    try {
      AdvancedTlsX509KeyManager own = new AdvancedTlsX509KeyManager();
      own.updateIdentityCredentials(
          file("client-certificate"), file("client-key"), period, TimeUnit.MILLISECONDS, executor);
      AdvancedTlsX509TrustManager trusted = AdvancedTlsX509TrustManager.newBuilder().build();
      trusted.updateTrustCredentials(file("ca"), period, TimeUnit.MILLISECONDS, executor);
      return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
          .keyManager(own)
          .trustManager(trusted)
          .build();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "The certificates of this service cannot be read. Check echomotion.tls.ca,"
              + " echomotion.tls.certificate and echomotion.tls.key.",
          e);
    }
  }

  private File file(String setting) {
    return new File(config.getValue("echomotion.tls." + setting, String.class));
  }
}
