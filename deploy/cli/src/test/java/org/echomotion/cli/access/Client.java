package org.echomotion.cli.access;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client of the platform's one port, with or without a certificate. */
final class Client implements AutoCloseable {

  private final int port;
  private final SSLContext context;
  private final ManagedChannel channel;
  private final HttpClient http;

  private Client(int port, Path certificates, KeyManager... own) throws Exception {
    this.port = port;
    Path ca = certificates.resolve("ca.pem");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (var pem = Files.newInputStream(ca)) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    context = SSLContext.getInstance("TLS");
    context.init(own, trust.getTrustManagers(), null);
    SslContextBuilder tls = SslContextBuilder.forClient().trustManager(ca.toFile());
    for (KeyManager key : own) {
      tls.keyManager(key);
    }
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .sslContext(GrpcSslContexts.configure(tls, SslProvider.JDK).build())
            .build();
    http = HttpClient.newBuilder().sslContext(context).build();
  }

  /**
   * @param certificates the folder of the authority
   */
  static Client withoutCertificate(int port, Path certificates) throws Exception {
    return new Client(port, certificates);
  }

  static Client withCertificate(int port, Path certificates, String name) throws Exception {
    AdvancedTlsX509KeyManager own = new AdvancedTlsX509KeyManager();
    own.updateIdentityCredentials(
        certificates.resolve(name + ".pem").toFile(), certificates.resolve(name + ".key").toFile());
    return new Client(port, certificates, own);
  }

  ManagedChannel channel() {
    return channel;
  }

  HttpClient http() {
    return http;
  }

  /** Returns a new browser: it keeps cookies and follows redirects. */
  HttpClient browser() {
    return HttpClient.newBuilder()
        .sslContext(context)
        .cookieHandler(new CookieManager())
        .followRedirects(HttpClient.Redirect.ALWAYS)
        .build();
  }

  /** Returns the certificate that the server shows to a new connection. */
  X509Certificate servedCertificate() throws Exception {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
