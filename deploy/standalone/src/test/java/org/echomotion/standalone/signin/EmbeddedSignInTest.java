package org.echomotion.standalone.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.directory.Leftovers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Keycloak is given, and what happens if it does not start. */
class EmbeddedSignInTest {

  private static final Path ROOT = Path.of("../..");

  @TempDir Path temporary;

  private final List<String> steps = new ArrayList<>();

  private EchoMotionException refused(DataDirectory directory, int port) {
    return assertThrows(
        EchoMotionException.class,
        () ->
            EmbeddedSignIn.start(
                directory, Certificates.in(directory), ROOT, port, Set.of(8080, 9000), steps::add));
  }

  @Test
  void saysThatItsPortIsTaken() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          PlatformError.SIGN_IN_PORT_TAKEN, refused(directory, taken.getLocalPort()).code());
    }
    assertEquals(List.of(), steps);
  }

  @Test
  void endsAKeycloakThatAKilledProcessLeftRunning() throws Exception {
    Process left = new ProcessBuilder("sleep", "600").start();
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      directory.noteProcesses("processes-keycloak", List.of(Leftovers.note(left.toHandle())));
      refused(directory, taken.getLocalPort());
      assertFalse(left.isAlive());
    } finally {
      left.destroyForcibly();
    }
  }

  @Test
  void givesKeycloakItsRealmAndSecretsThatNoCommandLineShows() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      // Prepared before; its script notes what it was given, and ends.
      Path home = directory.made("keycloak").resolve("keycloak-26.7.3");
      Files.createDirectories(home.resolve("bin"));
      Files.createFile(home.resolve("echomotion-complete"));
      Files.writeString(
          home.resolve("bin/kc.sh"),
          "cd $(dirname $0)\nenv > given\necho \"$@\" > arguments\nexit 3\n");
      EchoMotionException refused = refused(directory, LoopbackPorts.anyFree());
      assertEquals(PlatformError.SIGN_IN_DID_NOT_START, refused.code());
      assertTrue(refused.getMessage().contains("keycloak.log"), refused.getMessage());
      assertEquals(List.of("Starting Keycloak ..."), steps);

      Map<String, String> given =
          Files.readAllLines(home.resolve("bin/given")).stream()
              .filter(line -> line.matches("(ECHOMOTION_\\w+_(SECRET|PASSWORD)|KC_\\w+)=.*"))
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      assertEquals("echomotion-bootstrap", given.remove("KC_BOOTSTRAP_ADMIN_CLIENT_ID"));
      assertEquals(64, given.get("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET").length());
      assertEquals(
          Files.readString(directory.secretFile("first-password-of-admin")),
          given.get("ECHOMOTION_ADMIN_PASSWORD"));
      assertEquals(8, given.size(), given.keySet().toString());
      assertEquals(8, new HashSet<>(given.values()).size(), "secrets differ");
      String arguments = Files.readString(home.resolve("bin/arguments"));
      assertTrue(arguments.contains("--cache=local"), "it listens for no other Keycloak");
      assertTrue(arguments.contains("--http-enabled=false"), arguments);
      given.values().forEach(secret -> assertTrue(!arguments.contains(secret), arguments));
      String realm = Files.readString(home.resolve("data/import/echomotion-realm.json"));
      given.remove("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET");
      for (String variable : given.keySet()) {
        assertTrue(realm.contains("${" + variable + "}"), variable);
      }
      assertFalse(realm.contains("PAGE_URL"));
      for (int page : List.of(8080, 9000)) {
        assertTrue(realm.contains("\"https://127.0.0.1:" + page + "/*\""), realm);
        assertTrue(realm.contains("\"https://localhost:" + page + "/*\""), realm);
      }
    }
  }

  /** A backup may leave out marker files and links. */
  @Test
  void preparesAKeycloakAgainWithoutDeletingAnything() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      Path home = directory.made("keycloak").resolve("keycloak-26.7.3");
      Files.createDirectories(home.resolve("bin"));
      Files.writeString(home.resolve("bin/kc.sh"), "test \"$1\" = build\n");
      Path own = Files.createDirectories(home.resolve("providers")).resolve("own.jar");
      Files.writeString(own, "added by the user");
      Path account =
          Files.writeString(directory.made("accounts").resolve("keycloakdb"), "accounts");
      EchoMotionException refused = refused(directory, LoopbackPorts.anyFree());
      assertEquals(PlatformError.SIGN_IN_DID_NOT_START, refused.code());
      assertEquals(
          List.of("Preparing Keycloak (once, a minute) ...", "Starting Keycloak ..."), steps);
      assertEquals("added by the user", Files.readString(own));
      assertEquals("accounts", Files.readString(home.resolve("data/h2/keycloakdb")));
      assertTrue(Files.exists(account));
    }
  }
}
