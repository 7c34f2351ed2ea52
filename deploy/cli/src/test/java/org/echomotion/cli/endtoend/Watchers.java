package org.echomotion.cli.endtoend;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.WatchStudyRequest;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;

/**
 * Callers who watch a study until it is done and has a certain number of clips. If it is done
 * earlier, they watch again.
 */
final class Watchers implements AutoCloseable {

  private static final int PER_CONNECTION = 100;

  private final String study;
  private final int clips;
  private final List<ManagedChannel> connections = new ArrayList<>();
  private final AtomicInteger watching = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /**
   * Begins to watch.
   *
   * @param clips number of clips that the study gets
   */
  Watchers(int port, String study, int clips, int count) {
    this.study = study;
    this.clips = clips;
    for (int i = 0; i < count; i++) {
      if (i % PER_CONNECTION == 0) {
        connections.add(ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build());
      }
      watch(connections.get(connections.size() - 1));
    }
  }

  /** Number of watchers who have a state and wait for the next. */
  int watching() {
    return watching.get();
  }

  /** Number of watchers who have seen the end of all clips. */
  int done() {
    return done.get();
  }

  List<Throwable> failures() {
    return List.copyOf(failures);
  }

  private void watch(ManagedChannel connection) {
    IngestServiceGrpc.newStub(connection)
        .watchStudy(
            WatchStudyRequest.newBuilder().setStudyKey(study).build(), new Watcher(connection));
  }

  private final class Watcher implements StreamObserver<WatchStudyResponse> {

    private final ManagedChannel connection;
    private WatchStudyResponse last = WatchStudyResponse.getDefaultInstance();

    Watcher(ManagedChannel connection) {
      this.connection = connection;
    }

    @Override
    public void onNext(WatchStudyResponse state) {
      if (!last.hasStudy()) {
        watching.incrementAndGet();
      }
      last = state;
    }

    @Override
    public void onError(Throwable failure) {
      if (!closed) {
        failures.add(failure);
      }
    }

    @Override
    public void onCompleted() {
      watching.decrementAndGet();
      if (last.getDone() && last.getStudy().getClipsCount() == clips) {
        done.incrementAndGet();
      } else {
        watch(connection);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    connections.forEach(ManagedChannel::shutdownNow);
  }
}
