package org.echomotion.standalone.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.broker.EmbeddedBroker;
import org.echomotion.standalone.database.EmbeddedStudyStore;
import org.echomotion.standalone.platform.PlatformInAnotherProcess;
import org.echomotion.standalone.platform.StoredData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {

  @TempDir Path temporary;

  @Test
  void saysWhoHoldsTheDirectory() throws Exception {
    Path data = temporary.resolve("data");
    Process owner = PlatformInAnotherProcess.start(data);
    ProcessHandle postmaster = PlatformInAnotherProcess.postmaster(data);
    try {
      EchoMotionException refused =
          assertThrows(EchoMotionException.class, () -> DataDirectory.hold(data, "test"));
      assertEquals(PlatformError.DATA_DIRECTORY_IN_USE, refused.code());
      assertTrue(
          refused.getMessage().contains("process " + owner.pid() + " (a test)"),
          refused.getMessage());
    } finally {
      owner.destroyForcibly().waitFor();
      postmaster.destroy();
      postmaster.onExit().get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void isReadableByItsOwnerOnly() throws Exception {
    Path data = temporary.resolve("data");
    DataDirectory.hold(data, "test").close();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
  }

  @Test
  void closesAnExistingDirectoryAndRemovesProgramsThatOthersCouldReplace() throws Exception {
    Path data = Files.createDirectory(temporary.resolve("data"));
    Path program = data.resolve("postgresql-programs/PG-1/bin/postgres");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "replaced by another user");
    Files.createFile(data.resolve("lock"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (DataDirectory directory = DataDirectory.hold(data, "test")) {
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
      assertFalse(Files.exists(program));
      String secret = directory.secret("test");
      assertEquals(64, secret.length());
      assertEquals(secret, directory.secret("test"));
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(directory.secretFile("test"))));
    }
  }

  @Test
  void removesDoubtfulProgramsAlsoAfterAnAttemptThatEndedEarly() throws Exception {
    Path data = Files.createDirectory(temporary.resolve("data"));
    Path program = data.resolve("postgresql-programs/PG-1/bin/postgres");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "replaced by another user");
    // The directory is closed already, but nobody has noted that the programs were checked.
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    DataDirectory.hold(data, "test").close();
    assertFalse(Files.exists(program));
    Files.createDirectories(program.getParent());
    Files.createFile(program);
    DataDirectory.hold(data, "test").close();
    assertTrue(Files.exists(program));
  }

  @Test
  void refusesADirectoryThatOthersCanUseAndThatIsNotItsOwn() throws Exception {
    Path shared = Files.createDirectory(temporary.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path home = Files.createDirectory(temporary.resolve("home"));
    // A folder that has the name of one of EchoMotion's.
    Files.createDirectory(home.resolve("blobs"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Path each : List.of(shared, home)) {
      var before = Files.getPosixFilePermissions(each);
      EchoMotionException refused =
          assertThrows(EchoMotionException.class, () -> DataDirectory.hold(each, "test"));
      assertEquals(PlatformError.DATA_DIRECTORY_OPEN, refused.code());
      assertEquals(before, Files.getPosixFilePermissions(each), "nothing is changed");
    }
  }

  @Test
  void refusesADirectoryThatCannotBeMade() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class, () -> DataDirectory.hold(file.resolve("data"), "test"));
    assertEquals(PlatformError.DATA_DIRECTORY_UNUSABLE, refused.code());
  }

  @Test
  void keepsTheSigningKeyIfThePublicKeyWasMovedAway() throws Exception {
    Path data = temporary.resolve("data");
    try (DataDirectory directory = DataDirectory.hold(data, "test")) {
      String signing = directory.auditSigningKey();
      String published = Files.readString(data.resolve("audit-key.pub"));
      Files.delete(data.resolve("audit-key.pub"));
      assertEquals(signing, directory.auditSigningKey());
      assertEquals(published, Files.readString(data.resolve("audit-key.pub")));
    }
  }

  @Test
  void refusesAFolderThatAnotherProgramMade() throws Exception {
    Path home = Files.createDirectory(temporary.resolve("home"));
    Files.createFile(home.resolve("letter.txt"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    EchoMotionException refused =
        assertThrows(EchoMotionException.class, () -> DataDirectory.hold(home, "test"));
    assertEquals(PlatformError.DATA_DIRECTORY_OF_ANOTHER_PROGRAM, refused.code());
    assertTrue(refused.getMessage().contains("(letter.txt)"), refused.getMessage());
    try (var content = Files.list(home)) {
      assertEquals(List.of(home.resolve("letter.txt")), content.toList());
    }
  }

  @Test
  void acceptsAnEmptyDiskAndItsOwnFilesWithoutTheLock() throws Exception {
    Path data = Files.createDirectory(temporary.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectory(data.resolve("lost+found"));
    DataDirectory.hold(data, "test").close();
    Files.delete(data.resolve("lock"));
    Files.createDirectory(data.resolve("secrets"));
    Files.createFile(data.resolve("notes.txt"));
    DataDirectory.hold(data, "test").close();
    assertTrue(Files.exists(data.resolve("notes.txt")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a$b", "a`b", "a\"b", "a\\b", "a\nb"})
  void refusesAPathThatPostgresOrKafkaCannotUse(String name) {
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class, () -> DataDirectory.hold(temporary.resolve(name), "test"));
    assertEquals(PlatformError.DATA_DIRECTORY_NAME, refused.code());
    assertFalse(Files.exists(temporary.resolve(name)));
  }

  @Test
  void startsInAPathWithBlanksPunctuationAndLettersOfOtherLanguages() throws Exception {
    String name = "a b;c'd%e#f:g{h}é";
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve(name), "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
        EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertEquals("1", StoredData.ask(store, "select 1"));
      assertEquals(List.of(), StoredData.records(broker, "clip.ingested"));
      assertTrue(Files.exists(temporary.resolve(name).resolve("kafka/clip.ingested-0")));
    }
  }

  @Test
  void refusesADamagedSecret() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      directory.secret("test");
      for (byte[] damaged : List.of(new byte[0], new byte[] {(byte) 0xff, 1, 2})) {
        Files.write(directory.secretFile("test"), damaged);
        EchoMotionException refused =
            assertThrows(EchoMotionException.class, () -> directory.secret("test"));
        assertEquals(PlatformError.SECRET_DAMAGED, refused.code());
        assertArrayEquals(damaged, Files.readAllBytes(directory.secretFile("test")));
      }
    }
  }
}
