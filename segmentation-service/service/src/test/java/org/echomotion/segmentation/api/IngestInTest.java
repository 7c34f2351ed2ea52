package org.echomotion.segmentation.api;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;

/**
 * An ingest-service that only streams frames of the clips it is given, in messages of at most 10.
 */
final class IngestInTest extends IngestServiceGrpc.IngestServiceImplBase implements AutoCloseable {

  private static final int PER_MESSAGE = 10;

  final Map<String, List<byte[]>> clips = new ConcurrentHashMap<>();

  /** The status of every refused call; OK if calls are answered. */
  volatile Status refusal = Status.OK;

  final AtomicInteger calls = new AtomicInteger();
  private final Server server;

  IngestInTest(int port) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
            .addService(this)
            .build()
            .start();
  }

  @Override
  public void streamFrames(
      StreamFramesRequest request, StreamObserver<StreamFramesResponse> answer) {
    calls.incrementAndGet();
    if (!refusal.isOk()) {
      answer.onError(refusal.asRuntimeException());
      return;
    }
    List<byte[]> frames = clips.get(request.getClipId());
    if (frames == null) {
      answer.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    int end = Math.min(frames.size(), request.getFirstFrame() + request.getFrameCount());
    for (int first = request.getFirstFrame(); first < end; first += PER_MESSAGE) {
      List<byte[]> part = frames.subList(first, Math.min(end, first + PER_MESSAGE));
      answer.onNext(
          StreamFramesResponse.newBuilder()
              .setFirstFrame(first)
              .setFrameCount(part.size())
              .setHeight(112)
              .setWidth(112)
              .setPixels(ByteString.copyFrom(part.stream().map(ByteString::copyFrom).toList()))
              .build());
    }
    answer.onCompleted();
  }

  @Override
  public void close() {
    try {
      server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
