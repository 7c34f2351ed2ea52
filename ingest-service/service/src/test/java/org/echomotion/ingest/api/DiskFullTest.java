package org.echomotion.ingest.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.testing.SmallDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disk of the blobs becomes full while the service runs. */
@QuarkusTest
class DiskFullTest extends IngestServiceTestCase {

  private static final long DISK = 16 << 20;
  private static final int FRAMES = 200;
  private static final int STEP = 48 << 10;

  private final byte[] acknowledged = TestCines.avi(70, 40);
  private final byte[] next = TestCines.avi(71, FRAMES);
  private SmallDisk disk;

  @BeforeEach
  void mount() throws Exception {
    disk = SmallDisk.at(blobs, DISK);
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  /** Room for nothing, then for more and more: each step of the upload meets the full disk. */
  @Test
  void anUploadThatDoesNotFitLeavesNothingAndSucceedsOnceThereIsRoom() throws Exception {
    Clip kept = upload("kept", acknowledged).getClip();
    List<ByteString> keptFrames = frames(kept);
    Set<String> before = stored();
    Clip clip = null;
    int fullWhileReceiving = 0;
    int fullWhileStoring = 0;
    for (long room = 0; clip == null; room += STEP) {
      disk.leaveRoom(room);
      try {
        clip = upload("next", next).getClip();
      } catch (StatusRuntimeException e) {
        assertEquals(Status.Code.UNAVAILABLE, e.getStatus().getCode());
        assertEquals("DISK_FULL", code(e));
        assertTrue(
            Objects.requireNonNull(e.getStatus().getDescription()).contains("Free some space"));
        assertEquals(before, stored());
        assertEquals(1, count("ingest.clip"));
        assertEquals(keptFrames, frames(kept));
        if (room < next.length) {
          fullWhileReceiving++;
        } else {
          fullWhileStoring++;
        }
      }
    }
    assertTrue(fullWhileReceiving > 2, "full while bytes arrived: " + fullWhileReceiving);
    assertTrue(fullWhileStoring > 2, "full while frames were stored: " + fullWhileStoring);
    disk.free();
    assertEquals(FRAMES, clip.getFrameCount());
    assertEquals(keptFrames, frames(kept));
    assertEquals(frames(upload("undisturbed", next).getClip()), frames(clip));
  }

  @Test
  void statesItOverRestAndGoesOn() throws Exception {
    disk.leaveRoom(next.length / 2);
    given()
        .contentType("application/octet-stream")
        .body(next)
        .post("/v1/studies/rest/clips?sha256=" + TestCines.sha256(next))
        .then()
        .statusCode(503)
        .body("code", equalTo("DISK_FULL"))
        .body("message", containsString("Free some space"));
    assertEquals(Set.of(), stored());
    disk.free();
    assertFalse(upload("rest", next).getAlreadyKnown());
  }

  private Set<String> stored() throws Exception {
    Set<String> files = new TreeSet<>(blobs());
    files.removeIf(name -> disk.isFiller(Path.of(blobs.toString(), name)));
    return files;
  }

  private List<ByteString> frames(Clip clip) {
    List<ByteString> pixels = new ArrayList<>();
    for (FrameKind kind : List.of(FrameKind.FRAME_KIND_WORKING, FrameKind.FRAME_KIND_DISPLAY)) {
      StreamFramesRequest request =
          StreamFramesRequest.newBuilder().setClipId(clip.getClipId()).setKind(kind).build();
      service()
          .streamFrames(request)
          .forEachRemaining((StreamFramesResponse part) -> pixels.add(part.getPixels()));
    }
    return pixels;
  }
}
