package org.echomotion.activelearning.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.contract.activelearning.v1.ListFrameEventsRequest;
import org.echomotion.contract.activelearning.v1.ListFrameEventsResponse;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.ListFramesResponse;
import org.echomotion.contract.activelearning.v1.ListReadersRequest;
import org.echomotion.contract.activelearning.v1.ListReadersResponse;
import org.echomotion.contract.activelearning.v1.MarkGoldRequest;
import org.echomotion.contract.activelearning.v1.MarkGoldResponse;
import org.echomotion.contract.activelearning.v1.ReopenRequest;
import org.echomotion.contract.activelearning.v1.ReopenResponse;
import org.echomotion.contract.activelearning.v1.ReviewService;
import org.echomotion.contract.activelearning.v1.SettleRequest;
import org.echomotion.contract.activelearning.v1.SettleResponse;
import org.echomotion.security.Roles;

/** Review of frames over gRPC. */
@GrpcService
@Blocking
public class ReviewCalls implements ReviewService {

  private final ReviewAnswers answers;

  ReviewCalls(ReviewAnswers answers) {
    this.answers = answers;
  }

  @Override
  @Audited
  @RolesAllowed({Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public Uni<ListFramesResponse> listFrames(ListFramesRequest request) {
    return Uni.createFrom().item(answers.frames(request));
  }

  @Override
  @Audited(AuditAction.CREATE)
  @RolesAllowed({Roles.REVIEWER})
  public Uni<SettleResponse> settle(SettleRequest request) {
    return Uni.createFrom().item(answers.settle(request));
  }

  @Override
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.REVIEWER})
  public Uni<ReopenResponse> reopen(ReopenRequest request) {
    return Uni.createFrom().item(answers.reopen(request));
  }

  @Override
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.REVIEWER})
  public Uni<MarkGoldResponse> markGold(MarkGoldRequest request) {
    return Uni.createFrom().item(answers.markGold(request));
  }

  @Override
  @Audited
  @RolesAllowed({Roles.REVIEWER})
  public Uni<ListFrameEventsResponse> listFrameEvents(ListFrameEventsRequest request) {
    return Uni.createFrom().item(answers.events(request));
  }

  @Override
  @Audited
  @RolesAllowed({Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public Uni<ListReadersResponse> listReaders(ListReadersRequest request) {
    return Uni.createFrom().item(answers.readers());
  }
}
