package org.echomotion.standalone.directory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

  @TempDir Path temporary;

  private Process process;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void endsAServiceThatOutlivedItsOwner() throws Exception {
    process = new ProcessBuilder("sleep", "600").start();
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      directory.noteProcesses(Leftovers.SERVICES, List.of(Leftovers.note(process.toHandle())));
      Leftovers.endServices(directory);
      assertFalse(process.isAlive());
      assertTrue(directory.notedProcesses(Leftovers.SERVICES).isEmpty());
    }
  }

  @Test
  void sparesAProgramThatGotTheNumberOfAService() throws Exception {
    process = new ProcessBuilder("sleep", "600").start();
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      // A service of that number, but started at another time.
      directory.noteProcesses(Leftovers.SERVICES, List.of(process.pid() + " 1000"));
      Leftovers.endServices(directory);
      assertTrue(process.isAlive());
    }
  }

  @Test
  void ignoresDamagedNotes() throws Exception {
    Path data = temporary.resolve("data");
    try (DataDirectory directory = DataDirectory.hold(data, "test")) {
      Files.write(data.resolve(Leftovers.SERVICES), new byte[] {(byte) 0xff, 10, '1', ' ', 'x'});
      Leftovers.endServices(directory);
      Path store = Files.createDirectories(directory.studyStore());
      Files.write(store.resolve("postmaster.pid"), new byte[] {(byte) 0xff, 10, 10, 10});
      Leftovers.endPostmaster(store);
      assertFalse(Files.exists(store.resolve("postmaster.pid")));
    }
  }
}
