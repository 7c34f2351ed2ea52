package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.QueuedClips.SQUARE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.Record;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.activelearning.v1.AnnotationTask;
import org.echomotion.contract.activelearning.v1.CardiacPhase;
import org.echomotion.contract.activelearning.v1.FrameReason;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.echomotion.contract.activelearning.v1.SelectionReason;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.View;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the event of a measured clip to frames in the queue. */
@QuarkusTest
class ClipIntakeTest extends QueueTest {

  @BeforeEach
  void openCampaign() {
    ann.campaign(Person.settings("one reader", 1));
  }

  @Test
  void aClipGivesBothPhasesTheBestOfTheRestAndOneAtRandom() throws SQLException {
    UUID clip = clips.add();
    awaitWaiting(FRAMES);
    List<AnnotationTask> tasks =
        ann
            .queue()
            .leaseNext(LeaseNextRequest.newBuilder().setCount(10).build())
            .getLeasesList()
            .stream()
            .map(Lease::getTask)
            .toList();
    assertEquals(FRAMES, tasks.size());
    assertTrue(tasks.stream().allMatch(task -> task.getClipId().equals(clip.toString())));
    assertEquals(1, tasks.stream().filter(ClipIntakeTest::isRandom).count());
    assertCovered(tasks, CardiacPhase.CARDIAC_PHASE_END_DIASTOLE, QueuedClips.END_DIASTOLE);
    assertCovered(tasks, CardiacPhase.CARDIAC_PHASE_END_SYSTOLE, QueuedClips.END_SYSTOLE);
    AnnotationTask first = tasks.get(0);
    assertEquals(SQUARE, first.getSuggestedContourList());
    assertEquals("1", first.getProvenance().getModelVersion());
    assertEquals(View.VIEW_A4C, first.getView());
    assertEquals(224, first.getGeometry().getDisplayWidth());
    assertEquals(1.3, first.getGeometry().getMmPerWorkingPixel());
    assertTrue(first.getReasonsList().stream().noneMatch(reason -> reason.getText().isEmpty()));
    assertEquals(FRAMES, stats().getLeased());
    assertFalse(ann.next().hasTask());
  }

  /** Asserts that a phase is chosen, unless the random frame is its neighbour or itself. */
  private static void assertCovered(List<AnnotationTask> tasks, CardiacPhase phase, int frame) {
    AnnotationTask random =
        tasks.stream().filter(ClipIntakeTest::isRandom).findFirst().orElseThrow();
    // Chosen frames are at least 0.15 s apart: 8 frames at 50 frames per second.
    boolean neighbour = Math.abs(random.getFrameIndex() - frame) < 8;
    assertTrue(
        neighbour
            || tasks.stream()
                .anyMatch(task -> task.getPhase() == phase && task.getFrameIndex() == frame),
        () -> phase + " among " + tasks);
  }

  private static boolean isRandom(AnnotationTask task) {
    return task.getReasonsList().stream()
        .map(FrameReason::getReason)
        .anyMatch(SelectionReason.SELECTION_REASON_RANDOM::equals);
  }

  @Test
  void aRedeliveredEventAddsNothing() throws SQLException {
    UUID clip = UUID.randomUUID();
    UUID study = UUID.randomUUID();
    clips.add(clip, QueuedClips.outlined(), QueuedClips.measured(study, clip).build());
    awaitWaiting(FRAMES);
    clips.send(QueuedClips.measured(study, clip).build());
    UUID next = clips.add();
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () ->
                clips.number(
                        "select count(*) from active_learning.frame where clip_id = '%s'"
                            .formatted(next))
                    == FRAMES);
    assertEquals(2 * FRAMES, clips.number("select count(*) from active_learning.frame"));
  }

  /** Measures a clip again with model "2", and waits until so many frames have its outlines. */
  private void measureWithModel2(UUID study, UUID clip, int frames) {
    clips.send(
        QueuedClips.measured(study, clip)
            .setProvenance(Provenance.newBuilder().setModelName("m").setModelVersion("2"))
            .build());
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () ->
                clips.number("select count(*) from active_learning.frame where model_version = '2'")
                    == frames);
  }

  @Test
  void aFrameInAReadersHandsKeepsTheOutlineThatTheReaderSaw() throws SQLException {
    UUID clip = UUID.randomUUID();
    UUID study = UUID.randomUUID();
    clips.add(clip, QueuedClips.outlined(), QueuedClips.measured(study, clip).build());
    awaitWaiting(FRAMES);
    Lease lease = ann.lease();
    measureWithModel2(study, clip, FRAMES - 1);
    ann.submit(lease, SQUARE);
    assertEquals(
        "1",
        ann.queue()
            .listAnnotations(ListAnnotationsRequest.getDefaultInstance())
            .getAnnotations(0)
            .getProvenance()
            .getModelVersion());
    assertEquals(
        1, clips.number("select count(*) from active_learning.frame where state = 'DONE'"));
  }

  @Test
  void aClipOfAFullStudyStillGivesItsRandomFrame() throws SQLException {
    clips.clear();
    ann.campaign(Person.settings("small", 1).setFramesPerStudy(3));
    UUID study = UUID.randomUUID();
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    clips.add(first, QueuedClips.outlined(), QueuedClips.measured(study, first).build());
    awaitWaiting(FRAMES);
    clips.add(second, QueuedClips.outlined(), QueuedClips.measured(study, second).build());
    awaitWaiting(FRAMES + 1);
  }

  @Test
  void aBudgetIsNotExceeded() throws SQLException {
    clips.clear();
    ann.campaign(Person.settings("budget", 1).setBudget(6));
    clips.add();
    awaitWaiting(FRAMES);
    clips.add();
    awaitWaiting(6);
    assertEquals(
        1, clips.number("select count(*) from active_learning.campaign where state = 'FULL'"));
  }

  @Test
  void anotherModelScoresTheSameFramesAgain() throws SQLException {
    UUID clip = UUID.randomUUID();
    UUID study = UUID.randomUUID();
    clips.add(clip, QueuedClips.outlined(), QueuedClips.measured(study, clip).build());
    awaitWaiting(FRAMES);
    Lease done = ann.lease();
    ann.submit(done, SQUARE);
    measureWithModel2(study, clip, FRAMES - 1);
    assertEquals(FRAMES - 1, stats().getWaiting());
    assertEquals("2", ann.lease().getTask().getProvenance().getModelVersion());
  }

  @Test
  void aDeletedClipIsDroppedAndTheNextOneHandled() throws SQLException {
    clips.send(QueuedClips.measured(UUID.randomUUID(), UUID.randomUUID()).build());
    clips.add();
    awaitWaiting(FRAMES);
  }

  @Test
  void refusesAnUnreadableEventWithASentence() {
    List<Throwable> refusals = new ArrayList<>();
    clips
        .source()
        .send(
            Message.of(
                (Object) Record.of("key", new byte[] {(byte) 0xff, 1, 2}),
                () -> java.util.concurrent.CompletableFuture.completedFuture(null),
                reason -> {
                  refusals.add(reason);
                  return java.util.concurrent.CompletableFuture.completedFuture(null);
                }));
    await().atMost(60, TimeUnit.SECONDS).until(() -> refusals.size() == 1);
    assertEquals("The event ef.computed cannot be read.", refusals.get(0).getMessage());
  }
}
