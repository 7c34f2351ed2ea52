package org.echomotion.ef.api.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
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
}
