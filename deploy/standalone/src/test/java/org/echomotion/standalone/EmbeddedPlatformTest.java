package org.echomotion.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPlatformTest {

  @TempDir Path temporary;

  @Test
  void keepsWhatWasAcknowledgedWhenItsOwnerIsKilled() throws Exception {
    Path data = temporary.resolve("data");
    for (int round = 1; round <= 2; round++) {
      Process owner = PlatformInAnotherProcess.start(data);
      ProcessHandle orphan = PlatformInAnotherProcess.postmaster(data);
      owner.destroyForcibly().waitFor();
      assertTrue(orphan.isAlive(), "the kill is to leave PostgreSQL running");

      try (DataDirectory directory = DataDirectory.hold(data, "test");
          EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
          EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
        assertFalse(orphan.isAlive());
        assertEquals(Integer.toString(round), StoredData.ask(store, "select count(*) from kept"));
        assertEquals(round, StoredData.records(broker, "clip.ingested").size());
      }
      assertFalse(Files.exists(data.resolve("postgresql/postmaster.pid")));
    }
  }

  @Test
  void beginsAgainWhereAFirstStartWasCutShort() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      for (Path half : List.of(directory.studyStore(), directory.broker())) {
        Files.createDirectories(half.resolve("base"));
        Files.writeString(half.resolve("postgresql.conf"), "half written");
      }
      EmbeddedStudyStore.start(directory).close();
      EmbeddedBroker.start(directory).close();
    }
  }
}
