package org.echomotion.standalone.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.directory.DataDirectory;

/**
 * The certificates of one data directory, as PEM files: a private certificate authority (CA) and a
 * certificate for each program. Only the owner of the directory can read them.
 */
public final class Certificates {

  /** The programs that are no service. */
  public static final String STUDY_STORE = "postgresql";

  public static final String BROKER = "kafka";
  public static final String SIGN_IN = "keycloak";

  private static final String FOLDER = "certificates";
  private static final String CA = "ca";
  private static final String SERVERS = "servers";

  /** A certificate is renewed if less than this part of its life is left. */
  private static final int PART_LEFT = 3;

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the certificates of a data directory. Missing and damaged ones are created; those with
   * less than a third of their life left are renewed. A new CA replaces all certificates.
   *
   * @param directory locked by the caller
   */
  public static Certificates in(DataDirectory directory) {
    return in(directory, Clock.systemUTC());
  }

  static Certificates in(DataDirectory directory, Clock clock) {
    Certificates certificates = new Certificates(directory.made(FOLDER));
    try {
      certificates.renew(clock.instant());
      return certificates;
    } catch (IOException | GeneralSecurityException e) {
      throw new EchoMotionException(
          e, PlatformError.DATA_DIRECTORY_UNUSABLE, directory.root(), e.getClass().getSimpleName());
    }
  }

  /** Returns the names of all programs with a certificate. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of(STUDY_STORE, BROKER, SIGN_IN));
    names.add(Service.ALL_IN_ONE);
    Service.inOrderOfTheData().forEach(service -> names.add(service.id()));
    return names;
  }

  private void renew(Instant now) throws IOException, GeneralSecurityException {
    Optional<CertificateAuthority> kept =
        read(CA)
            .filter(pair -> hasLife(pair.certificate(), now))
            .map(pair -> new CertificateAuthority(pair.certificate(), pair.key()));
    CertificateAuthority authority;
    if (kept.isPresent()) {
      authority = kept.get();
    } else {
      authority = CertificateAuthority.create(names(), now);
      write(CA, authority.keyPem(), authority.certificatePem());
    }
    for (String name : names()) {
      boolean good =
          read(name)
              .map(KeyAndCertificate::certificate)
              .filter(certificate -> hasLife(certificate, now) && authority.issued(certificate))
              .isPresent();
      if (!good) {
        CertificateAuthority.Issued issued = authority.issue(name, now);
        write(name, issued.keyPem(), issued.certificatePem());
      }
    }
  }

  private static boolean hasLife(X509Certificate certificate, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    Duration life = Duration.between(certificate.getNotBefore().toInstant(), end);
    return now.isBefore(end.minus(life.dividedBy(PART_LEFT)));
  }

  private record KeyAndCertificate(PrivateKey key, X509Certificate certificate) {}

  /** Returns a pair of files; empty if one is missing or damaged, or they do not match. */
  private Optional<KeyAndCertificate> read(String name) throws IOException {
    if (!Files.exists(key(name)) || !Files.exists(certificate(name))) {
      return Optional.empty();
    }
    try (InputStream pem = Files.newInputStream(certificate(name))) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
      byte[] encoded =
          Base64.getMimeDecoder()
              .decode(Files.readString(key(name)).replaceAll("-----[^-]*-----", ""));
      PrivateKey key =
          KeyFactory.getInstance(CertificateAuthority.KEYS)
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return CertificateAuthority.match(key, certificate)
          ? Optional.of(new KeyAndCertificate(key, certificate))
          : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void write(String name, String key, String certificate) throws IOException {
    DataDirectory.replace(key(name), key);
    DataDirectory.replace(certificate(name), certificate);
  }

  /** Returns the file with the certificate of the CA. */
  public Path ca() {
    return certificate(CA);
  }

  /** Returns the file with the certificate of a program. */
  public Path certificate(String name) {
    return folder.resolve(name + ".pem");
  }

  /** Returns the file with the key of a program: PKCS #8, not encrypted. */
  public Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /**
   * Returns the TLS settings of a process.
   *
   * @param name a service, or {@link Service#ALL_IN_ONE}
   */
  public Map<String, String> settings(String name) {
    return Map.of(
        "echomotion.tls.certificate", certificate(name).toString(),
        "echomotion.tls.key", key(name).toString(),
        "echomotion.tls.ca", ca().toString());
  }

  /** Returns the file with the certificate of the CA of a data directory. */
  public static Path caOf(Path dataDirectory) {
    return new Certificates(dataDirectory.resolve(FOLDER)).ca();
  }

  /** Returns the CA of a data directory if the server at an address of this machine uses it. */
  public static Optional<Path> caOf(Path dataDirectory, String address) {
    Path folder = dataDirectory.resolve(FOLDER);
    try {
      return Files.readAllLines(folder.resolve(SERVERS)).contains(address)
          ? Optional.of(new Certificates(folder).ca())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Notes which servers use these certificates, so that clients on this machine find them.
   *
   * @param addresses for example {@code 127.0.0.1:8080}
   */
  public void noteServers(List<String> addresses) {
    try {
      DataDirectory.replace(folder.resolve(SERVERS), String.join("\n", addresses) + "\n");
    } catch (IOException e) {
      throw new EchoMotionException(
          e, PlatformError.DATA_DIRECTORY_UNUSABLE, folder, e.getClass().getSimpleName());
    }
  }

  /**
   * Notes that the server at a port does not use the certificates of a data directory. The notes on
   * other ports stay, so that clients still use TLS there.
   */
  public static void noteNoTls(DataDirectory directory, int port) {
    Path servers = directory.root().resolve(FOLDER).resolve(SERVERS);
    try {
      if (Files.exists(servers)) {
        List<String> others =
            Files.readAllLines(servers).stream()
                .filter(address -> !address.endsWith(":" + port))
                .toList();
        DataDirectory.replace(servers, String.join("\n", others));
      }
    } catch (IOException e) {
      throw new EchoMotionException(
          e, PlatformError.DATA_DIRECTORY_UNUSABLE, directory.root(), e.getClass().getSimpleName());
    }
  }
}
