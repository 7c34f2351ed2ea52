package org.echomotion.ef.api.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesResponse;
import org.echomotion.ef.api.BeatingVentricle;
import org.echomotion.ef.api.EfChannels;
import org.echomotion.ef.api.IngestPeer;
import org.echomotion.ef.api.SegmentationPeer;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(SegmentationPeer.class)
@QuarkusTestResource(IngestPeer.class)
@QuarkusTestResource(EfChannels.class)
class ProvisionalResultsTest {

  private static final int FRAMES = 250;

  @Inject ProvisionalResults provisional;

  @BeforeEach
  void aHeartOf67BeatsPerMinuteIsBeingUploaded() {
    SegmentationPeer.CLIPS.put(SegmentationPeer.HELD, BeatingVentricle.frames(FRAMES, 1));
    IngestPeer.PARTS.clear();
    IngestPeer.LISTENERS.clear();
    IngestPeer.OPEN.set(false);
  }

  private List<EjectionFraction> watched(String study) {
    return provisional.of(study).collect().asList().await().atMost(Duration.ofSeconds(30));
  }

  @Test
  void aNumberComesWithTheFirstCompleteBeatAndTheIntervalNarrowsWithMore() {
    // End-diastole at frames 10, 55, 100: none before the fifth part.
    IngestPeer.PARTS.addAll(List.of(12, 12, 12, 12, 24, 28, 50, 50, 50));
    List<EjectionFraction> results = watched(IngestPeer.ARRIVING);
    assertTrue(results.size() >= 4 && results.size() <= 5, results.size() + " results");
    for (EjectionFraction result : results) {
      assertTrue(result.getFrameCount() >= 72, "a beat was complete at " + result.getFrameCount());
      assertEquals(result.getFrameCount(), result.getFramesCount());
      assertEquals(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED, result.getStatus());
      assertEquals(BeatingVentricle.EJECTION_FRACTION, result.getEjectionFractionPercent(), 1.5);
      assertEquals("", result.getClipId());
      assertEquals(IngestPeer.ARRIVING, result.getStudyKey());
      assertEquals(View.VIEW_A2C, result.getView());
      assertEquals("test-model", result.getProvenance().getModelName());
      assertTrue(result.getEndDiastolicVolumeMl() > 0);
    }
    EjectionFraction last = results.get(results.size() - 1);
    assertEquals(FRAMES, last.getFrameCount());
    assertTrue(width(last) < width(results.get(0)), width(last) + " of " + width(results.get(0)));
  }

  private static double width(EjectionFraction result) {
    return result.getInterval().getUpperPercent() - result.getInterval().getLowerPercent();
  }

  @Test
  void whereNothingIsUploadedThereIsNothingProvisional() {
    assertEquals(List.of(), watched("another"));
  }

  @Test
  void aPeerThatIsAwayEndsWhatIsProvisionalWithoutAFailure() {
    IngestPeer.PARTS.addAll(List.of(100, 100, 100));
    assertEquals(2, watched(IngestPeer.ARRIVING).size());
  }

  @Test
  void eachPartIsMeasuredOnceForAllWhoWatch() {
    IngestPeer.OPEN.set(true);
    SegmentationPeer.PARTS.set(0);
    List<AssertSubscriber<EjectionFraction>> callers =
        Stream.generate(() -> AssertSubscriber.<EjectionFraction>create(Long.MAX_VALUE))
            .limit(8)
            .toList();
    callers.forEach(provisional.of(IngestPeer.ARRIVING)::subscribe);
    Awaitility.await().until(() -> !IngestPeer.LISTENERS.isEmpty());
    StreamObserver<StreamArrivingFramesResponse> upload = IngestPeer.LISTENERS.get(0);
    upload.onNext(IngestPeer.part(0, 150));
    upload.onNext(IngestPeer.part(150, 100));
    upload.onCompleted();
    callers.forEach(caller -> caller.awaitCompletion(Duration.ofMinutes(1)));
    List<EjectionFraction> results = callers.get(0).getItems();
    assertEquals(2, results.size());
    callers.forEach(caller -> assertEquals(results, caller.getItems()));
    assertEquals(1, IngestPeer.LISTENERS.size(), "calls to ingest-service");
    assertEquals(2, SegmentationPeer.PARTS.get(), "calls to segmentation-service");
  }
}
