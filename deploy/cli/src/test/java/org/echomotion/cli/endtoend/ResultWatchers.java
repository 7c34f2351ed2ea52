package org.echomotion.cli.endtoend;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.WatchEjectionFractionRequest;
import org.echomotion.contract.ef.v1.WatchEjectionFractionResponse;

/**
 * Callers who watch the results of a study until they have those of a certain number of clips. If
 * the stream ends earlier, they watch again.
 */
final class ResultWatchers implements AutoCloseable {

  private static final int PER_CONNECTION = 100;

  private final String study;
  private final int clips;
  private final List<ManagedChannel> connections = new ArrayList<>();
  private final AtomicInteger done = new AtomicInteger();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /**
   * Begins to watch.
   *
   * @param clips number of clips that the study gets
   */
  ResultWatchers(int port, String study, int clips, int count) {
    this.study = study;
    this.clips = clips;
    for (int i = 0; i < count; i++) {
      if (i % PER_CONNECTION == 0) {
        connections.add(ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build());
      }
      watch(connections.get(connections.size() - 1));
    }
  }

  /** Number of watchers who have the results of all clips. */
  int done() {
    return done.get();
  }

  List<Throwable> failures() {
    return List.copyOf(failures);
  }

  private void watch(ManagedChannel connection) {
    EjectionFractionServiceGrpc.newStub(connection)
        .watchEjectionFraction(
            WatchEjectionFractionRequest.newBuilder()
                .setStudyKey(study)
                .setIncludePoor(true)
                .build(),
            new Watcher(connection));
  }

  private final class Watcher implements StreamObserver<WatchEjectionFractionResponse> {

    private final ManagedChannel connection;
    private final Set<String> seen = new HashSet<>();

    Watcher(ManagedChannel connection) {
      this.connection = connection;
    }

    @Override
    public void onNext(WatchEjectionFractionResponse message) {
      if (message.hasResult() && !message.getProvisional()) {
        seen.add(message.getResult().getClipId());
      }
    }

    @Override
    public void onError(Throwable failure) {
      if (!closed) {
        failures.add(failure);
      }
    }

    @Override
    public void onCompleted() {
      if (seen.size() == clips) {
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
