package org.echomotion.ingest.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.DeleteStudyRequest;
import org.echomotion.contract.ingest.v1.GetStudyRequest;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.WatchStudyRequest;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many callers who watch studies. */
@QuarkusTest
class WatchersTest extends IngestServiceTestCase {

  private static final int MOST = 1000;
  private static final int PER_CONNECTION = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<ManagedChannel> connections = new ArrayList<>();

  @AfterEach
  void hangUp() {
    connections.forEach(ManagedChannel::shutdownNow);
  }

  /** What one caller got. */
  private static final class Watcher implements StreamObserver<WatchStudyResponse> {

    private final List<WatchStudyResponse> states = new CopyOnWriteArrayList<>();

    @Override
    public void onNext(WatchStudyResponse state) {
      states.add(state);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }

  /** The statements that a change of one study takes while it is watched. */
  private record Statements(long versions, long studies, long clips, Duration within) {}

  @Test
  void aThousandWatchersTakeAsManyQueriesAsOne() throws Exception {
    Clip clip = upload("s", TestCines.avi(1, 6)).getClip();
    List<Watcher> watchers = new ArrayList<>(watch(1));
    awaitPercent(20, watchers);
    Statements ofOne = change(clip, watchers);

    watchers.addAll(watch(MOST - 1));
    execute("update ingest.clip set stage = 'INGESTED'");
    awaitPercent(20, watchers);
    Statements ofAll = change(clip, watchers);

    assertEquals(1, ofOne.studies());
    assertEquals(1, ofOne.clips());
    assertEquals(ofOne.studies(), ofAll.studies());
    assertEquals(ofOne.clips(), ofAll.clips());
    assertTrue(ofAll.versions() <= ofAll.within().toMillis() / 200 + 2, ofAll.toString());
    assertRefused();
  }

  private static void awaitPercent(double percent, List<Watcher> watchers) {
    await()
        .atMost(PATIENCE)
        .until(() -> watchers.stream().allMatch(watcher -> percent(watcher) == percent));
  }

  private static double percent(Watcher watcher) {
    return watcher.states.isEmpty()
        ? 0
        : watcher.states.get(watcher.states.size() - 1).getPercent();
  }

  /** Segments the clip and waits until all watchers know. */
  private Statements change(Clip clip, List<Watcher> watchers) {
    CountedStatements.clear();
    long start = System.nanoTime();
    send(
        IngestChannels.PROGRESS,
        "clip.segmented",
        clip.getStudyId(),
        ClipSegmented.newBuilder()
            .setStudyId(clip.getStudyId())
            .setClipId(clip.getClipId())
            .build()
            .toByteArray());
    awaitPercent(70, watchers);
    return new Statements(
        CountedStatements.count(sql -> sql.contains("string_agg")),
        CountedStatements.count(sql -> sql.contains("from ingest.study") && sql.contains("key=?")),
        CountedStatements.count(
            sql -> sql.contains("from ingest.clip") && sql.contains("study_id in")),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private List<Watcher> watch(int count) {
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i % PER_CONNECTION == 0) {
        connections.add(
            ManagedChannelBuilder.forAddress("127.0.0.1", address.getPort())
                .usePlaintext()
                .build());
      }
      Watcher watcher = new Watcher();
      IngestServiceGrpc.newStub(connections.get(connections.size() - 1))
          .watchStudy(WatchStudyRequest.newBuilder().setStudyKey("s").build(), watcher);
      watchers.add(watcher);
    }
    return watchers;
  }

  private void assertRefused() {
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> watching("s").next());
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, refused.getStatus().getCode());
    assertEquals("TOO_MANY_STREAMS", code(refused));
    Metadata trailers = Objects.requireNonNull(refused.getTrailers());
    assertEquals("5000", trailers.get(EchoMotionException.RETRY_AFTER));
  }

  @Test
  void aStudyThatIsDeletedMeanwhileIsNotDone() {
    upload("s", TestCines.avi(1, 6));
    Iterator<WatchStudyResponse> watched = watching("s");
    assertEquals(20, watched.next().getPercent());
    service().deleteStudy(DeleteStudyRequest.newBuilder().setStudyKey("s").build());
    assertNotFound(assertThrows(StatusRuntimeException.class, watched::next));
  }

  @Test
  void aStudyWithAPseudonymIsWatchedByItsStatedKey() {
    upload("12345678", TestCines.avi(1, 6));
    assertEquals(20, watching("12345678").next().getPercent());
  }

  @Test
  void aStudyThatIsCreatedAgainMeanwhileIsAnother() {
    upload("s", TestCines.avi(1, 6));
    Iterator<WatchStudyResponse> watched = watching("s");
    watched.next();
    service().deleteStudy(DeleteStudyRequest.newBuilder().setStudyKey("s").build());
    upload("s", TestCines.avi(1, 6));
    assertNotFound(assertThrows(StatusRuntimeException.class, watched::next));
  }

  @Test
  void aStudyWhoseClipsAreGoneDoesNotExist() throws Exception {
    upload("s", TestCines.avi(1, 6));
    execute("delete from ingest.clip");
    assertNotFound(assertThrows(StatusRuntimeException.class, () -> watching("s").next()));
    assertNotFound(
        assertThrows(
            StatusRuntimeException.class,
            () -> service().getStudy(GetStudyRequest.newBuilder().setStudyKey("s").build())));
  }

  private Iterator<WatchStudyResponse> watching(String key) {
    return service().watchStudy(WatchStudyRequest.newBuilder().setStudyKey(key).build());
  }

  private static void assertNotFound(StatusRuntimeException failure) {
    assertEquals(Status.Code.NOT_FOUND, failure.getStatus().getCode());
    assertEquals("NO_SUCH_STUDY", code(failure));
  }
}
