package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.echomotion.contract.ingest.v1.Clip;
import org.junit.jupiter.api.Test;

/** A reader who never reads on. */
@QuarkusTest
@TestProfile(StallLimitTest.Impatient.class)
class StallLimitTest extends IngestServiceTestCase {

  /** A service that waits for half a second. */
  public static final class Impatient implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("echomotion.streams.max-stall", "500ms");
    }
  }

  @Test
  void losesItsStreamAndIsTold() throws Exception {
    Clip clip = upload("long", TestCines.avi(9, 5 * 82)).getClip();
    SentMessages.CALLS.clear();
    try (FrameReader reader = new FrameReader(address.getPort(), clip.getClipId())) {
      Awaitility.await().until(() -> !SentMessages.CALLS.isEmpty());
      SentMessages.Call call = SentMessages.CALLS.get(0);
      Status ended = call.ended().get(3, TimeUnit.MINUTES);
      assertEquals(Status.Code.RESOURCE_EXHAUSTED, ended.getCode());
      assertTrue(call.messages().get() <= 4, call.toString());
      // The caller's other calls go on.
      assertEquals(Status.Code.OK, reader.readOneFrame(clip.getClipId()));
      reader.read(Integer.MAX_VALUE);
      assertEquals(Status.Code.RESOURCE_EXHAUSTED, reader.ended.get(3, TimeUnit.MINUTES).getCode());
      // What still waited for the caller was dropped.
      assertTrue(reader.messages.size() < call.messages().get(), call.toString());
    }
  }

  @Test
  void leavesTheOtherCallsOfItsConnectionAloneAlsoIfItGivesUp() throws Exception {
    Clip clip = upload("long", TestCines.avi(9, 5 * 82)).getClip();
    SentMessages.CALLS.clear();
    try (FrameReader reader = new FrameReader(address.getPort(), clip.getClipId())) {
      CompletableFuture<Status> other = reader.watch("long");
      reader.read(1);
      Awaitility.await().until(() -> !SentMessages.CALLS.isEmpty());
      SentMessages.CALLS.get(0).ended().get(3, TimeUnit.MINUTES);
      assertThrows(TimeoutException.class, () -> other.get(2, TimeUnit.SECONDS));
      reader.giveUp();
      assertThrows(TimeoutException.class, () -> other.get(2, TimeUnit.SECONDS));
    }
  }
}
