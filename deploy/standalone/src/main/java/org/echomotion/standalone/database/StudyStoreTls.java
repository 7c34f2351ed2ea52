package org.echomotion.standalone.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.directory.DataDirectory;

/** The TLS settings of the embedded PostgreSQL and of its clients; none without certificates. */
final class StudyStoreTls {

  /** Authentication by password. */
  static final String PASSWORD = "scram-sha-256";

  /** Begins a rule for connections with TLS. */
  private static final String ENCRYPTED = "hostssl";

  private final Path data;
  private final Optional<Certificates> certificates;

  /**
   * @param data PostgreSQL's data folder
   */
  StudyStoreTls(Path data, Optional<Certificates> certificates) {
    this.data = data;
    this.certificates = certificates;
  }

  /** Adds the settings of the server. */
  void configure(EmbeddedPostgres.Builder server) {
    if (certificates.isEmpty()) {
      return;
    }
    Certificates with = certificates.get();
    server
        .setServerConfig("ssl", "on")
        .setServerConfig("ssl_cert_file", fromData(with.certificate(Certificates.STUDY_STORE)))
        .setServerConfig("ssl_key_file", fromData(with.key(Certificates.STUDY_STORE)));
    clientSettings().forEach(server::setConnectConfig);
  }

  /** A path relative to the data folder, where PostgreSQL starts: it must not contain a space. */
  private String fromData(Path file) {
    return data.relativize(file).toString();
  }

  /**
   * Makes PostgreSQL refuse connections without TLS, or, without certificates, accept them again.
   * Rules that require no password are not changed.
   *
   * @return whether the rules were changed, so that a running PostgreSQL must read them again
   */
  boolean changeRules() throws IOException {
    Path file = data.resolve("pg_hba.conf");
    if (!Files.exists(file)) {
      return false;
    }
    String rules = Files.readString(file);
    boolean encrypted = rules.startsWith(ENCRYPTED);
    if (encrypted == certificates.isPresent() || needNoPassword(rules)) {
      return false;
    }
    DataDirectory.replace(file, rule(encrypted ? "host" : ENCRYPTED));
    return true;
  }

  private static String rule(String connection) {
    return "%s all all %s/32 %s\n".formatted(connection, LoopbackPorts.HOST, PASSWORD);
  }

  /** Returns whether PostgreSQL in a data folder accepts connections with TLS only. */
  static boolean isRequired(Path data) throws IOException {
    return Files.readString(data.resolve("pg_hba.conf")).startsWith(ENCRYPTED);
  }

  /** Makes PostgreSQL in a data folder accept connections with a password only, without TLS. */
  static void requirePassword(Path data) throws IOException {
    DataDirectory.replace(data.resolve("pg_hba.conf"), rule("host"));
  }

  private static boolean needNoPassword(String rules) {
    return rules.lines().anyMatch(line -> !line.startsWith("#") && line.endsWith("trust"));
  }

  /** Returns the settings of a client with this password. */
  Map<String, String> client(String password) {
    Map<String, String> settings = new HashMap<>(clientSettings());
    settings.put("password", password);
    return settings;
  }

  /** Returns the end of a client's address. */
  String urlParameters() {
    return clientSettings().isEmpty()
        ? ""
        : new TreeMap<>(clientSettings())
            .entrySet().stream()
                .map(
                    setting ->
                        setting.getKey()
                            + "="
                            + URLEncoder.encode(setting.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
  }

  private Map<String, String> clientSettings() {
    return certificates
        .map(with -> Map.of("sslmode", "verify-full", "sslrootcert", with.ca().toString()))
        .orElse(Map.of());
  }
}
