package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echomotion.contract.common.v1.PictureMeasures;
import org.echomotion.contract.common.v1.Recording;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.SourceFormat;
import org.echomotion.contract.ingest.v1.Stage;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.ingest.dicom.TimedFile;
import org.echomotion.ingest.store.blob.BlobStore;
import org.echomotion.ingest.store.blob.FailingBlobs;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UploadTest extends IngestServiceTestCase {

  @Test
  void storesARealCineAndTellsOfIt() throws Exception {
    byte[] file = TestCines.realA4c();
    UploadClipResponse response = upload("first-light", file);
    Clip clip = response.getClip();
    assertFalse(response.getAlreadyKnown());
    assertEquals(TestCines.sha256(file), clip.getSha256());
    assertEquals(SourceFormat.SOURCE_FORMAT_DICOM, clip.getSourceFormat());
    assertEquals(View.VIEW_A4C, clip.getView());
    assertEquals(30, clip.getFrameCount());
    assertEquals(1000 / 33.333, clip.getFrameRateHz(), 0.01);
    assertEquals("v1", clip.getPreprocessingVersion());
    assertEquals(Stage.STAGE_INGESTED, clip.getProgress().getStage());
    // Twice the spacing that the file states: it still refers to the picture before it was halved.
    assertEquals(
        2 * 0.5105 / clip.getGeometry().getWorkingScale(),
        clip.getGeometry().getMmPerWorkingPixel(),
        0.01);
    String blob = "local/" + clip.getClipId();
    assertEquals(List.of(blob + ".display", blob + ".working"), blobs());
    ClipIngested event =
        ClipIngested.parseFrom(events(IngestChannels.CLIP_INGESTED).received().get(0).getPayload());
    assertEquals(clip.getStudyId(), event.getStudyId());
    assertEquals(clip.getClipId(), event.getClipId());
    assertEquals("", event.getStudyKey());
    assertEquals(30, event.getFrameCount());
    assertEquals(1, count("ingest.clip where published_at is not null"));
  }

  @Test
  void storesBothPlanesOfABiplaneCine() throws Exception {
    byte[] file = TestCines.biplaneAvi(3, 12);
    UploadClipResponse response =
        upload(header("biplane", file).setView(View.VIEW_A2C).build(), file, 1 << 20);
    assertEquals(1, response.getClip().getPlane());
    assertEquals(2, response.getSecondPlane().getPlane());
    for (Clip clip : List.of(response.getClip(), response.getSecondPlane())) {
      assertEquals(View.VIEW_A4C, clip.getView());
      assertEquals(
          List.of(
              "The picture shows two planes. This is the "
                  + (clip.getPlane() == 1 ? "left" : "right")
                  + " one.",
              "The view A2C that the caller states cannot be the view of both planes, and was not"
                  + " used."),
          clip.getRecording().getRemarksList().stream().map(remark -> remark.getText()).toList());
      assertEquals(TestCines.SIDE, clip.getGeometry().getDisplayWidth(), 12);
      // Of its own half of the picture.
      assertEquals(0.5, clip.getRecording().getPicture().getSectorShare(), 0.15);
    }
    assertFalse(Arrays.equals(display(response.getClip()), display(response.getSecondPlane())));
    assertEquals(2, events(IngestChannels.CLIP_INGESTED).received().size());
    assertEquals(4, blobs().size());
    UploadClipResponse again = upload("biplane", file);
    assertTrue(again.getAlreadyKnown());
    assertEquals(response.getSecondPlane().getClipId(), again.getSecondPlane().getClipId());
    assertEquals(2, count("ingest.clip where view_source = 'ASSUMED'"));
  }

  private byte[] display(Clip clip) throws IOException {
    return Files.readAllBytes(blobs.resolve("local/" + clip.getClipId() + ".display"));
  }

  @Test
  void keepsNothingIfTheSecondPlaneCannotBeStored() throws Exception {
    QuarkusMock.installMockForType(new FailingBlobs(blobs, 3), BlobStore.class);
    assertThrows(StatusRuntimeException.class, () -> upload("full", TestCines.biplaneAvi(3, 12)));
    assertNothingStored();
  }

  @Test
  void readsAnotherModalityIfTheCallerInsists() throws Exception {
    byte[] file = TestCines.angiography();
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> upload("other", file));
    assertEquals("NOT_A_CINE", code(refused));
    assertNothingStored();
    UploadClipResponse response =
        upload(header("other", file).setOtherModality(true).build(), file, 1 << 20);
    assertTrue(response.getClip().getRecording().getRemarks(0).getText().contains("angiography"));
  }

  @Test
  void givesTheSameClipForTheSameBytes() throws Exception {
    byte[] file = TestCines.avi(1, 10);
    Clip first = upload("s", file).getClip();
    UploadClipResponse again = upload("s", file);
    assertTrue(again.getAlreadyKnown());
    assertEquals(first, again.getClip());
    assertFalse(upload("another", file).getAlreadyKnown());
    assertEquals(2, count("ingest.clip"));
    assertEquals(4, blobs().size());
  }

  @Test
  void keepsTheTimesThatTheFileStatesAndHowItsPicturesAre() throws Exception {
    byte[] file = TimedFile.fan(TimedFile.withALostFrame(12, 20, 4), 40, 245);
    Recording recording = upload("timed", file).getClip().getRecording();
    assertEquals(12, recording.getFrameTimesSecondsCount());
    assertEquals(0.06, recording.getFrameTimesSeconds(3), 1e-9);
    assertEquals(0.10, recording.getFrameTimesSeconds(4), 1e-9);
    assertEquals(List.of(0.04, 0.245), recording.getRWaveTimesSecondsList());
    // Levels are even from 40 to 159 inside a fan of some 70 % of the picture.
    PictureMeasures picture = recording.getPicture();
    assertEquals(0, picture.getSaturatedShare());
    assertEquals(99.5, picture.getMedianLevel(), 6);
    assertEquals(153.5, picture.getBrightLevel(), 6);
    assertEquals(0.7, picture.getSectorShare(), 0.1);
    ClipIngested event =
        ClipIngested.parseFrom(events(IngestChannels.CLIP_INGESTED).received().get(0).getPayload());
    assertEquals(recording, event.getRecording());
    assertTrue(upload("timed", file).getAlreadyKnown());
    assertEquals(recording, upload("timed", file).getClip().getRecording());
  }

  @Test
  void takesTheViewThatTheCallerStates() {
    byte[] file = TestCines.avi(2, 10);
    UploadClipHeader header = header("s", file).setView(View.VIEW_A2C).build();
    assertEquals(View.VIEW_A2C, upload(header, file, 1000).getClip().getView());
  }

  @Test
  void refusesWhatIsNoCineAndKeepsNothing() throws Exception {
    byte[] avi = TestCines.avi(3, 10);
    byte[] dicom = TestCines.realA4c();
    byte[] text = "This is not a cine.".repeat(100).getBytes();
    byte[] dicomByName = new byte[4000];
    System.arraycopy("DICM".getBytes(), 0, dicomByName, 128, 4);
    List<byte[]> bad =
        new ArrayList<>(List.of(text, dicomByName, TestCines.avi(4, 1), new byte[9]));
    for (int length = 200; length < avi.length; length += avi.length / 7) {
      bad.add(Arrays.copyOf(avi, length));
    }
    for (int length = 200; length < dicom.length; length += dicom.length / 7) {
      bad.add(Arrays.copyOf(dicom, length));
    }
    for (byte[] file : bad) {
      StatusRuntimeException refused =
          assertThrows(StatusRuntimeException.class, () -> upload("s", file));
      assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
      assertNothingStored();
    }
  }

  @Test
  void refusesAHeaderThatIsWrongAndKeepsNothing() throws Exception {
    byte[] file = TestCines.avi(5, 10);
    for (String name :
        List.of("a/b.avi", "..", "C:\\cine.avi", "\\\\host\\x", "a\nb", "x".repeat(256))) {
      assertRefused(header("s", file).setFileName(name), file, "BAD_HEADER");
    }
    for (String key : List.of("", "a b", "../x", "x".repeat(65), "a/b")) {
      assertRefused(header(key, file), file, "BAD_HEADER");
    }
    assertRefused(header("s", file).setSha256("123"), file, "BAD_HEADER");
    assertRefused(header("s", file).setViewValue(77), file, "BAD_HEADER");
    assertRefused(header("s", file).setLengthBytes(-1), file, "BAD_HEADER");
    assertRefused(header("s", new byte[0]), new byte[0], "EMPTY_FILE");
    StatusRuntimeException large =
        assertRefused(header("s", file).setLengthBytes(65L << 20), file, "TOO_LARGE");
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, large.getStatus().getCode());
  }

  @Test
  void refusesBytesThatAreNotThoseStatedAndKeepsNothing() throws Exception {
    byte[] file = TestCines.avi(6, 10);
    byte[] other = file.clone();
    other[other.length - 1] ^= 1;
    assertRefused(header("s", file), other, "CONTENT_MISMATCH");
    assertRefused(header("s", file), Arrays.copyOf(file, file.length - 1), "CONTENT_MISMATCH");
    assertRefused(header("s", file), Arrays.copyOf(file, file.length + 1), "CONTENT_MISMATCH");
    assertRefused(header("s", file).setLengthBytes(1), new byte[0], "CONTENT_MISMATCH");
  }

  private StatusRuntimeException assertRefused(
      UploadClipHeader.Builder header, byte[] file, String code) throws Exception {
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> upload(header.build(), file, 1 << 16));
    assertEquals(code, code(refused), refused.getMessage());
    assertNothingStored();
    return refused;
  }

  @Test
  void wantsTheHeaderFirstAndOnce() throws Exception {
    byte[] file = TestCines.avi(7, 10);
    UploadClipRequest header = UploadClipRequest.newBuilder().setHeader(header("s", file)).build();
    UploadClipRequest bytes =
        UploadClipRequest.newBuilder().setChunk(ByteString.copyFrom(file)).build();
    for (List<UploadClipRequest> parts :
        List.of(
            List.<UploadClipRequest>of(),
            List.of(bytes),
            List.of(header, header),
            List.of(UploadClipRequest.getDefaultInstance()))) {
      Answer answer = new Answer();
      var request = IngestServiceGrpc.newStub(channel).uploadClip(answer);
      parts.forEach(request::onNext);
      request.onCompleted();
      assertEquals("BAD_HEADER", code(assertThrows(StatusRuntimeException.class, answer::await)));
      assertNothingStored();
    }
  }

  @Test
  void countsExactlyWhenTwentyUploadAtOnce() throws Exception {
    int workers = 20;
    int each = 5;
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      files.add(TestCines.avi(100 + i, 6));
    }
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    Set<String> clips = new HashSet<>();
    int made = 0;
    try {
      List<Callable<UploadClipResponse>> uploads = new ArrayList<>();
      for (int i = 0; i < workers * each; i++) {
        byte[] file = files.get(i % each);
        uploads.add(() -> upload("crowded", file));
      }
      for (Future<UploadClipResponse> answer : pool.invokeAll(uploads)) {
        clips.add(answer.get().getClip().getClipId());
        made += answer.get().getAlreadyKnown() ? 0 : 1;
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(each, clips.size());
    assertEquals(each, made);
    assertEquals(1, count("ingest.study"));
    assertEquals(each, count("ingest.clip"));
    assertEquals(2 * each, blobs().size());
    assertEquals(each, events(IngestChannels.CLIP_INGESTED).received().size());
  }
}
