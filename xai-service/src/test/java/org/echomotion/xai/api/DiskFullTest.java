package org.echomotion.xai.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.xai.v1.Artefact;
import org.echomotion.testing.SmallDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disk of the explanations becomes full while the service runs. */
@QuarkusTest
class DiskFullTest extends RunningService {

  private static final long DISK = 16 << 20;

  /** Not enough for the files of an explanation. */
  private static final long TOO_LITTLE = 40 << 10;

  private SmallDisk disk;

  @BeforeEach
  void mount() throws Exception {
    disk = SmallDisk.at(blobDirectory, DISK);
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void anExplanationThatDoesNotFitLeavesNothingAndIsMadeOnceThereIsRoom() throws Exception {
    assertAcknowledged(send());
    byte[] earlier = download("report.html");
    Peers.INFERRED.clear();
    Peers.RESULTS.computeIfPresent(
        clip.toString(),
        (id, result) -> {
          var newer = result.toBuilder();
          newer.getProvenanceBuilder().setModelVersion("2.0.0");
          return newer.build();
        });
    Path explanations = blobDirectory.resolve("local").resolve(clip.toString());

    disk.leaveRoom(TOO_LITTLE);
    CompletableFuture<Void> outcome = send();
    await().atMost(2, TimeUnit.MINUTES).until(() -> Peers.INFERRED.size() > 3);
    // Three attempts have failed, and the fourth is under way.
    assertFalse(outcome.isDone());
    assertTrue(folders(explanations) <= 2, () -> "left behind: " + folders(explanations));
    assertArrayEquals(earlier, download("report.html"));

    disk.free();
    assertAcknowledged(outcome);
    assertEquals(2, ready.received().size());
    assertEquals("2.0.0", explanation().getProvenance().getModelVersion());
    assertEquals(5, explanation().getArtefactsCount());
    for (Artefact artefact : explanation().getArtefactsList()) {
      assertEquals(artefact.getSha256(), sha256(download(artefact.getName())));
    }
    assertEquals(2, folders(explanations));
  }
}
