package org.echomotion.activelearning.api;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.echomotion.activelearning.queue.FrameState;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.Verdict;
import org.echomotion.activelearning.store.Readers;
import org.echomotion.activelearning.store.Reviews;
import org.echomotion.contract.activelearning.v1.ListFrameEventsRequest;
import org.echomotion.contract.activelearning.v1.ListFrameEventsResponse;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.ListFramesResponse;
import org.echomotion.contract.activelearning.v1.ListReadersResponse;
import org.echomotion.contract.activelearning.v1.MarkGoldRequest;
import org.echomotion.contract.activelearning.v1.MarkGoldResponse;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.activelearning.v1.ReopenRequest;
import org.echomotion.contract.activelearning.v1.ReopenResponse;
import org.echomotion.contract.activelearning.v1.SettleRequest;
import org.echomotion.contract.activelearning.v1.SettleResponse;

/** Answers a reviewer's requests, over gRPC and REST alike. */
@ApplicationScoped
class ReviewAnswers {

  private static final int DEFAULT_PAGE = 50;
  private static final int LARGEST_PAGE = 200;
  private static final UUID LOWEST = new UUID(0, 0);

  private final Reviews reviews;
  private final Readers readers;
  private final SecurityIdentity caller;

  ReviewAnswers(Reviews reviews, Readers readers, SecurityIdentity caller) {
    this.reviews = reviews;
    this.readers = readers;
    this.caller = caller;
  }

  ListFramesResponse frames(ListFramesRequest request) {
    if (!request.getFrameId().isEmpty()) {
      return ListFramesResponse.newBuilder()
          .addFrames(reviews.frame(Requests.uuid("frame_id", request.getFrameId())))
          .build();
    }
    FrameState state =
        switch (request.getState()) {
          case FRAME_STATE_UNSPECIFIED, FRAME_STATE_REVIEW -> FrameState.REVIEW;
          case FRAME_STATE_OPEN -> FrameState.OPEN;
          case FRAME_STATE_DONE -> FrameState.DONE;
          default -> throw Requests.bad("the state is unknown");
        };
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
    if (size < 1 || size > LARGEST_PAGE) {
      throw Requests.bad("page_size must be from 1 to " + LARGEST_PAGE);
    }
    UUID after =
        request.getPageToken().isEmpty()
            ? LOWEST
            : Requests.uuid("page_token", request.getPageToken());
    List<QueuedFrame> found = reviews.frames(state, after, size + 1);
    List<QueuedFrame> page = found.subList(0, Math.min(size, found.size()));
    return ListFramesResponse.newBuilder()
        .addAllFrames(page)
        .setNextPageToken(found.size() > size ? page.get(size - 1).getFrameId() : "")
        .build();
  }

  SettleResponse settle(SettleRequest request) {
    UUID frame = Requests.uuid("frame_id", request.getFrameId());
    UUID annotation;
    if (!request.getAnnotationId().isEmpty()) {
      if (request.hasDrawing()) {
        throw Requests.bad("state annotation_id or drawing, not both");
      }
      annotation =
          reviews.settleWith(
              frame, Requests.uuid("annotation_id", request.getAnnotationId()), reviewer());
    } else {
      Verdict verdict = Requests.verdict(request.getVerdict());
      boolean outlined = verdict == Verdict.OUTLINED;
      annotation =
          reviews.settle(
              frame,
              new Reviews.Decision(
                  verdict,
                  outlined ? Outline.drawn(request.getDrawing().getContourList()) : Outline.none(),
                  outlined ? Requests.marks(request.getDrawing()) : java.util.Optional.empty()),
              reviewer());
    }
    return SettleResponse.newBuilder().setAnnotationId(annotation.toString()).build();
  }

  ReopenResponse reopen(ReopenRequest request) {
    reviews.reopen(
        Requests.uuid("frame_id", request.getFrameId()), Requests.reason(request.getReason()));
    return ReopenResponse.getDefaultInstance();
  }

  MarkGoldResponse markGold(MarkGoldRequest request) {
    reviews.gold(Requests.uuid("frame_id", request.getFrameId()), request.getGold());
    return MarkGoldResponse.getDefaultInstance();
  }

  ListFrameEventsResponse events(ListFrameEventsRequest request) {
    return ListFrameEventsResponse.newBuilder()
        .addAllEvents(reviews.events(Requests.uuid("frame_id", request.getFrameId())))
        .build();
  }

  ListReadersResponse readers() {
    return ListReadersResponse.newBuilder().addAllReaders(readers.figures()).build();
  }

  private String reviewer() {
    return caller.getPrincipal().getName();
  }
}
