package org.echomotion.standalone.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.echomotion.standalone.directory.DataDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

  private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

  @TempDir Path temporary;

  private DataDirectory directory;

  @BeforeEach
  void hold() {
    directory = DataDirectory.hold(temporary.resolve("data"), "test");
  }

  @AfterEach
  void release() {
    directory.close();
  }

  private Certificates at(Duration later) {
    return Certificates.in(directory, Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
  }

  private static X509Certificate read(Path file) throws Exception {
    try (InputStream pem = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }

  @Test
  void areReadableByTheirOwnerOnly() throws Exception {
    Path folder = at(Duration.ZERO).ca().getParent();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
  }

  @Test
  void areForThisMachineAndTheNameOfTheProgram() throws Exception {
    Certificates certificates = at(Duration.ZERO);
    for (String name : Certificates.names()) {
      X509Certificate certificate = read(certificates.certificate(name));
      validate(certificate, read(certificates.ca()));
      assertEquals(
          Set.of("127.0.0.1", "localhost", name),
          certificate.getSubjectAlternativeNames().stream()
              .map(entry -> entry.get(1).toString())
              .collect(Collectors.toSet()));
    }
    assertEquals(9, Certificates.names().size());
  }

  @Test
  void areForNoOtherMachineEvenInABrowserThatTrustsTheAuthority() throws Exception {
    X509Certificate ca = read(at(Duration.ZERO).ca());
    byte[] extension =
        ASN1OctetString.getInstance(ca.getExtensionValue(Extension.nameConstraints.getId()))
            .getOctets();
    Set<String> allowed =
        Arrays.stream(NameConstraints.getInstance(extension).getPermittedSubtrees())
            .map(subtree -> GeneralSubtree.getInstance(subtree).getBase())
            .filter(name -> name.getTagNo() == GeneralName.dNSName)
            .map(name -> name.getName().toString())
            .collect(Collectors.toSet());
    Set<String> expected = new HashSet<>(Certificates.names());
    expected.add("localhost");
    assertEquals(expected, allowed);
    assertEquals(
        expected.size() + 1, NameConstraints.getInstance(extension).getPermittedSubtrees().length);
    assertTrue(ca.getCriticalExtensionOIDs().contains(Extension.nameConstraints.getId()));
  }

  private static void validate(X509Certificate certificate, X509Certificate ca) throws Exception {
    PKIXParameters trust = new PKIXParameters(Set.of(new TrustAnchor(ca, null)));
    trust.setRevocationEnabled(false);
    trust.setDate(Date.from(NOW.plusSeconds(1)));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), trust);
  }

  @Test
  void stayUntilLessThanAThirdOfTheirLifeIsLeft() throws Exception {
    Certificates first = at(Duration.ZERO);
    byte[] ca = Files.readAllBytes(first.ca());
    byte[] ef = Files.readAllBytes(first.certificate("ef"));
    at(Duration.ofDays(240));
    assertArrayEquals(ef, Files.readAllBytes(first.certificate("ef")));
    at(Duration.ofDays(245));
    X509Certificate renewed = read(first.certificate("ef"));
    assertEquals(NOW.plus(Duration.ofDays(245 + 365)), renewed.getNotAfter().toInstant());
    assertArrayEquals(ca, Files.readAllBytes(first.ca()));
  }

  @Test
  void areAllReplacedWithTheirAuthority() throws Exception {
    X509Certificate old = read(at(Duration.ZERO).ca());
    Certificates later = at(Duration.ofDays(2500));
    X509Certificate ca = read(later.ca());
    assertThrows(GeneralSecurityException.class, () -> ca.verify(old.getPublicKey()));
    for (String name : Certificates.names()) {
      read(later.certificate(name)).verify(ca.getPublicKey());
    }
  }

  @Test
  void areReplacedIfDamagedOrOfAnotherKey() throws Exception {
    Certificates certificates = at(Duration.ZERO);
    Files.writeString(certificates.certificate("ef"), "damaged");
    Files.copy(
        certificates.key("xai"), certificates.key("ingest"), StandardCopyOption.REPLACE_EXISTING);
    byte[] xai = Files.readAllBytes(certificates.certificate("xai"));
    byte[] ingest = Files.readAllBytes(certificates.certificate("ingest"));
    at(Duration.ZERO);
    read(certificates.certificate("ef"));
    assertArrayEquals(xai, Files.readAllBytes(certificates.certificate("xai")));
    assertTrue(!Arrays.equals(ingest, Files.readAllBytes(certificates.certificate("ingest"))));
  }

  @Test
  void areFoundByClientsOfTheirServersOnly() {
    Certificates certificates = at(Duration.ZERO);
    Path data = directory.root();
    assertEquals(Optional.empty(), Certificates.caOf(data, "127.0.0.1:8080"));
    certificates.noteServers(List.of("127.0.0.1:8080", "localhost:8080"));
    assertEquals(Optional.of(certificates.ca()), Certificates.caOf(data, "127.0.0.1:8080"));
    assertEquals(Optional.empty(), Certificates.caOf(data, "127.0.0.1:8081"));
    Certificates.noteNoTls(directory, 80);
    assertEquals(Optional.of(certificates.ca()), Certificates.caOf(data, "127.0.0.1:8080"));
    Certificates.noteNoTls(directory, 8080);
    assertEquals(Optional.empty(), Certificates.caOf(data, "127.0.0.1:8080"));
  }
}
