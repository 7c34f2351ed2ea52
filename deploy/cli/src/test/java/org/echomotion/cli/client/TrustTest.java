package org.echomotion.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echomotion.cli.client.Endpoints.HostPort;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.directory.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {

  private static final HostPort HERE = new HostPort("127.0.0.1", 8080);
  private static final HostPort ELSEWHERE = new HostPort("echo.hospital.example", 443);

  @TempDir Path temporary;

  @Test
  void usesTlsForOtherMachinesWithTheAuthoritiesOfJava() {
    Trust trust = Trust.of(null, temporary);
    assertTrue(trust.usesTls(ELSEWHERE));
    assertEquals(Optional.empty(), trust.authority(ELSEWHERE));
    assertFalse(trust.usesTls(HERE));
  }

  @Test
  void usesTheNamedAuthorityEverywhere() {
    Path ca = temporary.resolve("ca.pem");
    for (HostPort address : List.of(HERE, ELSEWHERE)) {
      assertEquals(Optional.of(ca.toFile()), Trust.of(ca, temporary).authority(address));
      assertTrue(Trust.of(ca, temporary).usesTls(address));
    }
  }

  @Test
  void findsTheAuthorityOfAServerOnThisMachine() throws Exception {
    Path data = temporary.resolve("data");
    try (DataDirectory directory = DataDirectory.hold(data, "test")) {
      Certificates certificates = Certificates.in(directory);
      certificates.noteServers(List.of(HERE.toString()));
      Trust trust = Trust.of(null, data);
      assertEquals(Optional.of(certificates.ca().toFile()), trust.authority(HERE));
      assertTrue(trust.usesTls(HERE));
      assertFalse(trust.usesTls(new HostPort("127.0.0.1", 8081)));
      assertEquals(Optional.empty(), trust.authority(ELSEWHERE));
      trust.http(HERE, HttpClient.Version.HTTP_2);
    }
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    Path text = Files.writeString(temporary.resolve("text"), "no certificate");
    for (Path file : List.of(text, temporary.resolve("absent"))) {
      String message =
          assertThrows(
                  IOException.class,
                  () -> Trust.of(file, temporary).http(HERE, HttpClient.Version.HTTP_2))
              .getMessage();
      assertTrue(message.contains(file.toString()), message);
    }
  }
}
