package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.echomotion.ingest.store.blob.UploadKey;
import org.echomotion.tenant.Actor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadRateTest {

  private static final Duration PERIOD = Duration.ofMinutes(10);

  @TempDir Path folder;

  @Test
  void anUploadIsStalledIfFewerBytesThanNeededArriveInAPeriod() throws Exception {
    String sha256 = "0".repeat(64);
    long start = System.nanoTime();
    try (Upload upload =
        new Upload(
            new UploadHeader(10_000, sha256, Optional.empty(), "s", false, 0),
            new UploadKey(Actor.LOCAL, "s", sha256, 10_000),
            Files.createFile(folder.resolve("x")),
            (ended, keep) -> {})) {
      assertFalse(stalled(upload, start, 9), "the first period is not over");
      // 600 seconds with 2 bytes each.
      upload.append(new byte[1400]);
      assertFalse(stalled(upload, start, 11));
      upload.append(new byte[1300]);
      assertFalse(stalled(upload, start, 20), "the second period is not over");
      assertFalse(stalled(upload, start, 21));
      upload.append(new byte[1100]);
      assertTrue(stalled(upload, start, 31));
    }
  }

  private static boolean stalled(Upload upload, long start, int minutes) {
    return upload.isStalled(start + Duration.ofMinutes(minutes).toNanos(), PERIOD, 2);
  }
}
