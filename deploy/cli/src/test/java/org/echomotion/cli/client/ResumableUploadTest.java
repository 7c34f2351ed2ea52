package org.echomotion.cli.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.GetUploadProgressRequest;
import org.echomotion.contract.ingest.v1.GetUploadProgressResponse;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.testing.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The upload against a server that keeps the bytes of uploads that break off. */
class ResumableUploadTest {

  private static final int LENGTH = 20 << 20;

  @TempDir Path folder;

  private final byte[] bytes = new byte[LENGTH];
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private final List<Long> offsets = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private volatile boolean keepsNothing;
  private Path file;
  private Server server;
  private Line line;
  private ManagedChannel channel;

  @BeforeEach
  void serve() throws IOException {
    new Random(1).nextBytes(bytes);
    file = Files.write(folder.resolve("cine"), bytes);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new Ingest())
            .build()
            .start();
    line = new Line(server.getPort());
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", line.port()).usePlaintext().build();
  }

  @AfterEach
  void stop() throws IOException {
    channel.shutdownNow();
    line.close();
    server.shutdownNow();
  }

  @Test
  void goesOnWhereTheLineWasCut() throws Exception {
    line.cutAfter(LENGTH / 2);
    assertEquals("stored", send().getClip().getClipId());
    assertArrayEquals(bytes, received());
    assertEquals(2, offsets.size());
    assertEquals(0, offsets.get(0));
    assertTrue(offsets.get(1) > 0, offsets.toString());
    // Some bytes were on their way when the line was cut: more than nothing, less than half a file.
    assertTrue(line.sentBytes() < LENGTH * 3L / 2, line.sentBytes() + " bytes");
    assertEquals(List.of(Duration.ofSeconds(1)), pauses);
    assertEquals(List.of("reconnect"), reasons);
  }

  @Test
  void beginsAgainIfTheServerKeepsNothing() throws Exception {
    keepsNothing = true;
    line.cutAfter(LENGTH / 2);
    assertEquals("stored", send().getClip().getClipId());
    assertArrayEquals(bytes, received());
    assertEquals(List.of(0L, 0L), offsets);
  }

  @Test
  void waitsAsABusyPlatformSays() throws Exception {
    refusals.set(3);
    assertEquals("stored", send().getClip().getClipId());
    assertEquals(
        List.of(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30)), pauses);
    assertEquals(List.of("server busy", "server busy", "server busy"), reasons);
    assertArrayEquals(bytes, received());
  }

  @Test
  void waitsForABusyPlatformForAnHour() {
    refusals.set(Integer.MAX_VALUE);
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, this::send);
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, refused.getStatus().getCode());
    assertEquals(120, pauses.size());
  }

  @Test
  void givesUpIfTheServerStaysAway() {
    line.cutAfter(LENGTH / 2);
    assertThrows(
        StatusRuntimeException.class,
        () ->
            send(
                time -> {
                  pauses.add(time);
                  server.shutdownNow();
                  server.awaitTermination();
                }));
    assertEquals(List.of(1L, 2L, 4L, 8L, 16L), pauses.stream().map(Duration::toSeconds).toList());
  }

  @Test
  void doesNotWaitForAServerThatNeverAnswered() throws IOException {
    line.close();
    StatusRuntimeException away = assertThrows(StatusRuntimeException.class, this::send);
    assertEquals(Status.Code.UNAVAILABLE, away.getStatus().getCode());
    assertEquals(List.of(), pauses);
  }

  private UploadClipResponse send() throws IOException, InterruptedException {
    return send(pauses::add);
  }

  private UploadClipResponse send(ResumableUpload.Pause pause)
      throws IOException, InterruptedException {
    UploadListener listener =
        new UploadListener() {
          @Override
          public void sent(long total) {}

          @Override
          public void waits(String reason) {
            reasons.add(reason);
          }
        };
    return new ResumableUpload(
            IngestServiceGrpc.newStub(channel),
            IngestServiceGrpc.newBlockingStub(channel),
            listener,
            pause)
        .send(file, UploadClipHeader.newBuilder().setLengthBytes(LENGTH).build());
  }

  private byte[] received() {
    synchronized (kept) {
      return kept.toByteArray();
    }
  }

  private final class Ingest extends IngestServiceGrpc.IngestServiceImplBase {

    @Override
    public void getUploadProgress(
        GetUploadProgressRequest request, StreamObserver<GetUploadProgressResponse> answer) {
      if (keepsNothing) {
        super.getUploadProgress(request, answer);
        return;
      }
      answer.onNext(
          GetUploadProgressResponse.newBuilder().setReceivedBytes(received().length).build());
      answer.onCompleted();
    }

    @Override
    public StreamObserver<UploadClipRequest> uploadClip(StreamObserver<UploadClipResponse> answer) {
      ((ServerCallStreamObserver<UploadClipResponse>) answer).setOnCancelHandler(() -> {});
      Optional<IngestError> refusal =
          refusals.getAndDecrement() > 0 ? Optional.of(IngestError.BACKLOG_FULL) : Optional.empty();
      refusal.ifPresent(
          error -> answer.onError(new EchoMotionException(error, 500).toStatusException()));
      return new StreamObserver<>() {
        @Override
        public void onNext(UploadClipRequest part) {
          if (refusal.isPresent()) {
            return;
          }
          synchronized (kept) {
            if (part.hasHeader()) {
              offsets.add(part.getHeader().getOffsetBytes());
              if (keepsNothing) {
                kept.reset();
              }
              assertEquals(kept.size(), part.getHeader().getOffsetBytes());
            } else {
              kept.writeBytes(part.getChunk().toByteArray());
            }
          }
        }

        @Override
        public void onError(Throwable broken) {
          // What came is kept.
        }

        @Override
        public void onCompleted() {
          if (refusal.isEmpty()) {
            answer.onNext(
                UploadClipResponse.newBuilder()
                    .setClip(Clip.newBuilder().setClipId("stored"))
                    .build());
            answer.onCompleted();
          }
        }
      };
    }
  }
}
