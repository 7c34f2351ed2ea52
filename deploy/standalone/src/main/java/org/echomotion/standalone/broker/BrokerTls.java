package org.echomotion.standalone.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.echomotion.standalone.certificate.Certificates;

/** The TLS settings of the embedded Kafka and of its clients. */
final class BrokerTls {

  private static final String PROTOCOL = "security.protocol";

  private final Optional<Certificates> certificates;

  BrokerTls(Optional<Certificates> certificates) {
    this.certificates = certificates;
  }

  /** Returns Kafka's name for the protocol of all connections. */
  String protocol() {
    return certificates.isPresent() ? "SASL_SSL" : "SASL_PLAINTEXT";
  }

  Map<String, String> ofServer() throws IOException {
    if (certificates.isEmpty()) {
      return Map.of();
    }
    Certificates with = certificates.get();
    return Map.of(
        "ssl.keystore.type",
        "PEM",
        "ssl.keystore.certificate.chain",
        Files.readString(with.certificate(Certificates.BROKER)),
        "ssl.keystore.key",
        Files.readString(with.key(Certificates.BROKER)),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.certificates",
        Files.readString(with.ca()));
  }

  Map<String, String> ofClient() {
    Map<String, String> settings = new HashMap<>();
    settings.put(PROTOCOL, protocol());
    certificates.ifPresent(
        with -> {
          settings.put("ssl.truststore.type", "PEM");
          settings.put("ssl.truststore.location", with.ca().toString());
        });
    return settings;
  }
}
