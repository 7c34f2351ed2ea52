package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.junit.jupiter.api.Test;

/** Stored frames that are damaged or missing, and how they come back. */
@QuarkusTest
class DamagedFramesTest extends IngestServiceTestCase {

  private ByteString frames(String clip, FrameKind kind) {
    ByteString all = ByteString.EMPTY;
    var parts =
        service()
            .streamFrames(StreamFramesRequest.newBuilder().setClipId(clip).setKind(kind).build());
    while (parts.hasNext()) {
      all = all.concat(parts.next().getPixels());
    }
    return all;
  }

  private Path blob(String clip, String picture) {
    return blobs.resolve("local").resolve(clip + "." + picture);
  }

  private void assertDamaged(String clip, FrameKind kind) {
    StatusRuntimeException refusal =
        assertThrows(StatusRuntimeException.class, () -> frames(clip, kind));
    assertEquals(Status.Code.DATA_LOSS, refusal.getStatus().getCode());
    assertTrue(
        refusal.getMessage().contains("Upload the same file to the same study again"),
        refusal.getMessage());
  }

  @Test
  void damagedFramesAreNotSentAndARepeatedUploadRestoresThem() throws Exception {
    byte[] file = TestCines.avi(3, 12);
    String clip = upload("damaged", file).getClip().getClipId();
    ByteString working = frames(clip, FrameKind.FRAME_KIND_WORKING);
    ByteString display = frames(clip, FrameKind.FRAME_KIND_DISPLAY);

    byte[] bytes = Files.readAllBytes(blob(clip, "working"));
    bytes[bytes.length / 3] ^= 4;
    Files.write(blob(clip, "working"), bytes);
    Files.delete(blob(clip, "display"));
    assertDamaged(clip, FrameKind.FRAME_KIND_WORKING);
    assertDamaged(clip, FrameKind.FRAME_KIND_DISPLAY);

    UploadClipResponse again = upload("damaged", file);
    assertTrue(again.getAlreadyKnown());
    assertEquals(clip, again.getClip().getClipId());
    assertEquals(working, frames(clip, FrameKind.FRAME_KIND_WORKING));
    assertEquals(display, frames(clip, FrameKind.FRAME_KIND_DISPLAY));
  }
}
