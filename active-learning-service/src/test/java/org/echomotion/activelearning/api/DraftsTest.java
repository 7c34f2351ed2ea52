package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.QueuedClips.SQUARE;
import static org.echomotion.activelearning.api.QueuedClips.point;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.activelearning.v1.Draft;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.SaveDraftRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No drawing is lost: reloads, expired leases, deleted studies. */
@QuarkusTest
class DraftsTest extends QueueTest {

  @BeforeEach
  void openCampaign() {
    ann.campaign(Person.settings("one reader", 1));
  }

  private void queued() throws SQLException {
    clips.add();
    awaitWaiting(FRAMES);
  }

  private static SaveDraftRequest drawn(Lease lease) {
    return SaveDraftRequest.newBuilder()
        .setTaskId(lease.getTask().getTaskId())
        .setLeaseToken(lease.getLeaseToken())
        .setDrawing(Drawing.newBuilder().addContour(point(1, 2)))
        .build();
  }

  @Test
  void anExpiredLeaseGoesToTheNextAndTheDrawingIsKept() throws SQLException {
    clips.add();
    awaitWaiting(FRAMES);
    Lease slow = ann.leaseFor(1);
    ann.queue().saveDraft(drawn(slow));
    await().atMost(60, TimeUnit.SECONDS).until(() -> leases(ann).isEmpty());
    // Every frame, so the one of the lease is among them.
    List<Lease> others =
        ben.queue()
            .leaseNext(LeaseNextRequest.newBuilder().setCount(FRAMES).build())
            .getLeasesList();
    assertTrue(
        others.stream()
            .anyMatch(each -> each.getTask().getTaskId().equals(slow.getTask().getTaskId())));
    Person.fails(Status.Code.FAILED_PRECONDITION, () -> ann.submit(slow, SQUARE));
    List<Draft> drafts = drafts(ann);
    assertEquals(1, drafts.size());
    assertEquals(SQUARE, drafts.get(0).getDrawing().getContourList());
    assertTrue(drafts.get(0).getNote().contains("expired"), drafts.get(0).getNote());
    assertEquals(List.of(), drafts(ben));
    others.forEach(each -> ben.submit(each, SQUARE));
  }

  @Test
  void keepsADrawingOfADeletedStudyAndStatesTheReason() throws SQLException {
    queued();
    Lease lease = ann.lease();
    clips.sql("delete from ingest.study");
    Person.fails(Status.Code.FAILED_PRECONDITION, () -> ann.submit(lease, SQUARE));
    assertEquals(
        "The lease of this frame has ended, or its study was deleted.",
        drafts(ann).get(0).getNote());
    assertEquals(0, stats().getWaiting() + stats().getLeased() + stats().getSubmitted());
    assertEquals(0, clips.number("select count(*) from active_learning.frame_event"));
  }

  @Test
  void aDrawingWithAnOldTokenReplacesNoOther() throws SQLException {
    clips.clear();
    ann.campaign(Person.settings("one frame", 1).setFramesPerClip(1));
    clips.add();
    awaitWaiting(2);
    List<Lease> old = List.of(ann.leaseFor(1), ann.leaseFor(1));
    await().atMost(60, TimeUnit.SECONDS).until(() -> leases(ann).isEmpty());
    for (Lease again : leaseAll(ann)) {
      ann.queue().saveDraft(drawn(again));
      Lease before =
          old.stream()
              .filter(each -> each.getTask().getTaskId().equals(again.getTask().getTaskId()))
              .findFirst()
              .orElseThrow();
      Person.fails(Status.Code.FAILED_PRECONDITION, () -> ann.submit(before, SQUARE));
    }
    assertEquals(2, leases(ann).size());
    for (Lease lease : leases(ann)) {
      assertEquals(List.of(point(1, 2)), lease.getDraft().getDrawing().getContourList());
    }
    assertEquals(2, drafts(ann).size());
    assertEquals(SQUARE, drafts(ann).get(0).getDrawing().getContourList());
  }

  @Test
  void theDrawingOfAReturnedFrameIsOfferedAgain() throws SQLException {
    queued();
    Lease lease = ann.lease();
    ann.queue().saveDraft(drawn(lease));
    ann.release(lease);
    assertEquals("You returned this frame.", drafts(ann).get(0).getNote());
    assertTrue(
        leaseAll(ann).stream()
            .filter(each -> each.getTask().getTaskId().equals(lease.getTask().getTaskId()))
            .allMatch(each -> each.getDraft().getDrawing().getContourCount() == 1));
  }

  @Test
  void aDrawingThatWasStoredBeforeItsStudyWasDeletedIsListed() throws SQLException {
    queued();
    ann.queue().saveDraft(drawn(ann.lease()));
    assertEquals(List.of(), drafts(ann));
    clips.sql("delete from ingest.study");
    assertEquals("The study of this frame was deleted.", drafts(ann).get(0).getNote());
    assertEquals(point(1, 2), drafts(ann).get(0).getDrawing().getContour(0));
  }

  @Test
  void theNewestDrawingsWithoutALeaseAreKept() throws SQLException {
    for (int i = 0; i < 203; i++) {
      ann.queue()
          .saveDraft(
              SaveDraftRequest.newBuilder()
                  .setTaskId(new UUID(0, i).toString())
                  .setLeaseToken(new UUID(0, 1).toString())
                  .build());
    }
    assertEquals(200, clips.number("select count(*) from active_learning.draft"));
    List<Draft> listed = drafts(ann);
    assertEquals(200, listed.size());
    assertEquals(new UUID(0, 202).toString(), listed.get(0).getTaskId());
  }

  @Test
  void afterAReloadTheLeasesAndDraftsAreThere() throws SQLException {
    queued();
    Lease lease = ann.lease();
    assertEquals("", ann.queue().saveDraft(drawn(lease)).getDraft().getNote());
    List<Lease> again = leases(ann);
    assertEquals(1, again.size());
    assertEquals(lease.getLeaseToken(), again.get(0).getLeaseToken());
    assertEquals(point(1, 2), again.get(0).getDraft().getDrawing().getContour(0));
    assertEquals(List.of(), leases(ben));
    assertEquals(List.of(), drafts(ann), "a draft with a lease is not listed alone");
  }
}
