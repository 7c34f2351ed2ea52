package org.echomotion.cli.endtoend;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;

/**
 * Callers who ask for all frames of a clip and read the first message only. They cannot notice that
 * the service ends their stream for that, because they do not read. So they ask again at intervals.
 */
final class StalledReaders implements AutoCloseable {

  /** A little longer than the service lets them stall. */
  private static final Duration BETWEEN_CALLS = Duration.ofSeconds(65);

  private final int port;
  private final String clipId;
  private final List<Reader> readers = new ArrayList<>();
  private final AtomicInteger stalled = new AtomicInteger();
  private final Queue<Status> failures = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor();

  /** Opens the streams. */
  StalledReaders(int port, String clipId, int count) {
    this.port = port;
    this.clipId = clipId;
    for (int i = 0; i < count; i++) {
      readers.add(new Reader());
    }
    long seconds = BETWEEN_CALLS.toSeconds();
    again.scheduleAtFixedRate(() -> readers.forEach(Reader::call), 0, seconds, TimeUnit.SECONDS);
  }

  /** Number of readers who have read one message and do not ask for the next. */
  int stalled() {
    return stalled.get();
  }

  /** Ends of streams that the service does not promise. */
  List<Status> failures() {
    return List.copyOf(failures);
  }

  private final class Reader {

    private Stream stream = new Stream();

    void call() {
      stream.close();
      stream = new Stream();
      stream.open();
    }
  }

  /** One call over a connection of its own. */
  private final class Stream extends ClientCall.Listener<StreamFramesResponse> {

    private final ManagedChannel connection =
        ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    private boolean read;
    private boolean closed;

    synchronized void open() {
      ClientCall<StreamFramesRequest, StreamFramesResponse> call =
          connection.newCall(IngestServiceGrpc.getStreamFramesMethod(), CallOptions.DEFAULT);
      call.start(this, new Metadata());
      call.sendMessage(
          StreamFramesRequest.newBuilder()
              .setClipId(clipId)
              .setKind(FrameKind.FRAME_KIND_DISPLAY)
              .build());
      call.halfClose();
      call.request(1);
    }

    synchronized void close() {
      closed = true;
      connection.shutdownNow();
      if (read) {
        read = false;
        stalled.decrementAndGet();
      }
    }

    @Override
    public synchronized void onMessage(StreamFramesResponse message) {
      if (!closed) {
        read = true;
        stalled.incrementAndGet();
      }
    }

    @Override
    public synchronized void onClose(Status status, Metadata trailers) {
      if (!closed && status.getCode() != Status.Code.RESOURCE_EXHAUSTED) {
        failures.add(status);
      }
    }
  }

  @Override
  public void close() {
    again.shutdownNow();
    readers.forEach(reader -> reader.stream.close());
  }
}
