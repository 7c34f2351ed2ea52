package org.echomotion.ingest.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.GetUploadProgressRequest;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesRequest;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesResponse;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.tenant.LocalUser;
import org.echomotion.testing.Line;
import org.junit.jupiter.api.Test;

/** Uploads over gRPC that break off, and are continued. */
@QuarkusTest
class BrokenUploadTest extends IngestServiceTestCase {

  @Test
  void theServiceNoticesThatTheClientWasKilled() throws Exception {
    byte[] file = TestCines.avi(31, 60);
    try (Line line = new Line(address.getPort())) {
      ManagedChannel killed = channel(line.port());
      begin(killed, header("killed", file), Arrays.copyOf(file, file.length / 2), new Answer());
      Iterator<StreamArrivingFramesResponse> watching =
          service()
              .streamArrivingFrames(
                  StreamArrivingFramesRequest.newBuilder().setStudyKey("killed").build());
      assertTrue(watching.hasNext());
      assertEquals(2, openParts(), "what has arrived, and its frames");
      line.cut();
      killed.shutdownNow();
      // The watch ends, and is not left hanging.
      watching.forEachRemaining(frames -> {});
    }
    await().until(() -> openParts() == 0);
    assertEquals(file.length / 2, progress("killed", file));
    assertEquals(0, count("ingest.study"));
  }

  @Test
  void aMessageThatIsTooLargeGetsACodeAndASentence() throws Exception {
    byte[] file = new byte[9 << 20];
    Answer answer = new Answer();
    StreamObserver<UploadClipRequest> upload =
        begin(channel, header("large", file), Arrays.copyOf(file, 1000), answer);
    upload.onNext(chunk(file));
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, answer::await);
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, refused.getStatus().getCode());
    assertEquals("MESSAGE_TOO_LARGE", code(refused));
    assertEquals(
        "A message of this call is larger than 8388608 bytes. Send less in each message; in an"
            + " upload, at most 4 MiB of the file.",
        refused.getStatus().getDescription());
    await().until(() -> openParts() == 0);
    assertEquals(1000, progress("large", file));
  }

  @Test
  void anUploadGoesOnWhereItBrokeOff() throws Exception {
    byte[] file = TestCines.avi(32, 200);
    int most = file.length * 3 / 4;
    Clip whole = upload("whole", file).getClip();
    try (Line line = new Line(address.getPort())) {
      ManagedChannel broken = channel(line.port());
      begin(broken, header("cut", file), Arrays.copyOf(file, most), new Answer());
      await().until(() -> partBytes() == most);
      line.cut();
      broken.shutdownNow();
    }
    long received = progress("cut", file);
    assertEquals(most, received);
    try (Line line = new Line(address.getPort())) {
      ManagedChannel again = channel(line.port());
      Answer answer = new Answer();
      StreamObserver<UploadClipRequest> upload =
          IngestServiceGrpc.newStub(again).uploadClip(answer);
      upload.onNext(request(header("cut", file).setOffsetBytes(received)));
      upload.onNext(chunk(Arrays.copyOfRange(file, most, file.length)));
      upload.onCompleted();
      UploadClipResponse response = answer.await();
      again.shutdownNow();
      assertFalse(response.getAlreadyKnown());
      Clip clip = response.getClip();
      assertEquals(whole.getFrameCount(), clip.getFrameCount());
      assertEquals(whole.getRecording(), clip.getRecording());
      assertArrayEquals(pixels(whole), pixels(clip));
      // A quarter of the file, and the headers of HTTP/2.
      assertTrue(line.sentBytes() < file.length / 4 + 10_000, line.sentBytes() + " bytes");
    }
    assertEquals(0, partBytes());
  }

  @Test
  void anUploadWhoseConnectionLooksOpenIsEndedByTheQuestionHowFarItGot() throws Exception {
    byte[] file = TestCines.avi(33, 40);
    Answer answer = new Answer();
    begin(channel, header("open", file), Arrays.copyOf(file, 5000), answer);
    await().until(() -> partBytes() == 5000);
    assertEquals(5000, progress("open", file));
    StatusRuntimeException ended = assertThrows(StatusRuntimeException.class, answer::await);
    assertEquals("UPLOAD_BROKEN", code(ended));
    assertEquals(0, openParts());
    UploadClipHeader rest = header("open", file).setOffsetBytes(5000).build();
    assertFalse(
        upload(rest, Arrays.copyOfRange(file, 5000, file.length), 1 << 16).getAlreadyKnown());
  }

  @Test
  void aStoredFileIsNotSentAgain() {
    byte[] file = TestCines.avi(34, 20);
    Clip clip = upload("stored", file).getClip();
    // As if the answer had been lost.
    assertEquals(file.length, progress("stored", file));
    UploadClipResponse again =
        upload(header("stored", file).setOffsetBytes(file.length).build(), new byte[0], 1);
    assertTrue(again.getAlreadyKnown());
    assertEquals(clip, again.getClip());
  }

  @Test
  void anOffsetMustBeTheNumberOfBytesThatAreKept() throws Exception {
    byte[] file = TestCines.avi(35, 20);
    breakOff("forged", file, 3000);
    for (long forged : new long[] {1, 2999, 3001, file.length}) {
      StatusRuntimeException refused = refused("forged", file, forged);
      assertEquals(Status.Code.ABORTED, refused.getStatus().getCode());
      assertEquals("OTHER_OFFSET", code(refused));
      assertTrue(refused.getMessage().contains("3000 bytes"), refused.getMessage());
    }
    for (long wrong : new long[] {-1, file.length + 1}) {
      assertEquals("BAD_HEADER", code(refused("forged", file, wrong)));
    }
    // None of this spoilt the part.
    assertEquals(3000, progress("forged", file));
  }

  @Test
  void nobodyElseContinuesAnUpload() throws Exception {
    byte[] file = TestCines.avi(36, 20);
    breakOff("mine", file, 3000);
    Metadata eve = new Metadata();
    eve.put(Metadata.Key.of(LocalUser.HEADER, Metadata.ASCII_STRING_MARSHALLER), "eve");
    var other =
        IngestServiceGrpc.newBlockingStub(
            ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(eve)));
    assertEquals(0, other.getUploadProgress(question("mine", file)).getReceivedBytes());
    Answer answer = new Answer();
    IngestServiceGrpc.newStub(
            ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(eve)))
        .uploadClip(answer)
        .onNext(request(header("mine", file).setOffsetBytes(3000)));
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, answer::await);
    assertEquals("OTHER_OFFSET", code(refused));
    assertTrue(refused.getMessage().contains(" 0 bytes"), refused.getMessage());
    assertEquals(3000, progress("mine", file));
  }

  @Test
  void bytesThatChangedBeforeTheOffsetAreFoundAndNotKept() throws Exception {
    byte[] file = TestCines.avi(37, 20);
    breakOff("changed", file, 3000);
    Path part = parts().get(0);
    byte[] kept = Files.readAllBytes(part);
    kept[7] ^= 1;
    Files.write(part, kept);
    UploadClipHeader rest = header("changed", file).setOffsetBytes(3000).build();
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class,
            () -> upload(rest, Arrays.copyOfRange(file, 3000, file.length), 1 << 16));
    assertEquals("CONTENT_MISMATCH", code(refused));
    assertNothingStored();
    assertEquals(0, progress("changed", file));
  }

  private StatusRuntimeException refused(String study, byte[] file, long offset) {
    return assertThrows(
        StatusRuntimeException.class,
        () -> upload(header(study, file).setOffsetBytes(offset).build(), new byte[0], 1));
  }

  private void breakOff(String study, byte[] file, int bytes) throws IOException {
    var upload =
        (ClientCallStreamObserver<UploadClipRequest>)
            begin(channel, header(study, file), Arrays.copyOf(file, bytes), new Answer());
    await().until(() -> partBytes() == bytes);
    upload.cancel("gone", null);
    await().until(() -> openParts() == 0);
  }

  private StreamObserver<UploadClipRequest> begin(
      ManagedChannel channel, UploadClipHeader.Builder header, byte[] bytes, Answer answer) {
    StreamObserver<UploadClipRequest> upload =
        IngestServiceGrpc.newStub(channel).uploadClip(answer);
    upload.onNext(request(header));
    upload.onNext(chunk(bytes));
    await().until(() -> partBytes() == bytes.length);
    return upload;
  }

  private static ManagedChannel channel(int port) {
    return ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  private static UploadClipRequest request(UploadClipHeader.Builder header) {
    return UploadClipRequest.newBuilder().setHeader(header).build();
  }

  private static UploadClipRequest chunk(byte[] bytes) {
    return UploadClipRequest.newBuilder().setChunk(ByteString.copyFrom(bytes)).build();
  }

  private long progress(String study, byte[] file) {
    return service().getUploadProgress(question(study, file)).getReceivedBytes();
  }

  private static GetUploadProgressRequest question(String study, byte[] file) {
    return GetUploadProgressRequest.newBuilder()
        .setStudyKey(study)
        .setSha256(TestCines.sha256(file))
        .setLengthBytes(file.length)
        .build();
  }

  private byte[] pixels(Clip clip) throws IOException {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    Iterator<StreamFramesResponse> frames =
        service()
            .streamFrames(StreamFramesRequest.newBuilder().setClipId(clip.getClipId()).build());
    while (frames.hasNext()) {
      frames.next().getPixels().writeTo(pixels);
    }
    return pixels.toByteArray();
  }

  private List<Path> parts() throws IOException {
    return blobs().stream().filter(name -> name.endsWith(".part")).map(blobs::resolve).toList();
  }

  private long partBytes() throws IOException {
    return parts().stream().mapToLong(part -> part.toFile().length()).sum();
  }

  /** Returns the number of parts that this process has open. */
  private static long openParts() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(BrokenUploadTest::isPart).count();
    }
  }

  private static boolean isPart(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().contains(".part");
    } catch (IOException e) {
      // Closed meanwhile.
      return false;
    }
  }
}
