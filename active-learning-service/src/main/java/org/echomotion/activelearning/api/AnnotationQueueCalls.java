package org.echomotion.activelearning.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.audit.NotAudited;
import org.echomotion.contract.activelearning.v1.AnnotationQueueService;
import org.echomotion.contract.activelearning.v1.ExtendLeaseRequest;
import org.echomotion.contract.activelearning.v1.ExtendLeaseResponse;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.LeaseNextResponse;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.echomotion.contract.activelearning.v1.ListAnnotationsResponse;
import org.echomotion.contract.activelearning.v1.ListDraftsRequest;
import org.echomotion.contract.activelearning.v1.ListDraftsResponse;
import org.echomotion.contract.activelearning.v1.ListLeasesRequest;
import org.echomotion.contract.activelearning.v1.ListLeasesResponse;
import org.echomotion.contract.activelearning.v1.ReleaseRequest;
import org.echomotion.contract.activelearning.v1.ReleaseResponse;
import org.echomotion.contract.activelearning.v1.SaveDraftRequest;
import org.echomotion.contract.activelearning.v1.SaveDraftResponse;
import org.echomotion.contract.activelearning.v1.SkipRequest;
import org.echomotion.contract.activelearning.v1.SkipResponse;
import org.echomotion.contract.activelearning.v1.StatsRequest;
import org.echomotion.contract.activelearning.v1.StatsResponse;
import org.echomotion.contract.activelearning.v1.SubmitRequest;
import org.echomotion.contract.activelearning.v1.SubmitResponse;
import org.echomotion.security.Roles;

/** The annotation queue over gRPC. */
@GrpcService
@Blocking
public class AnnotationQueueCalls implements AnnotationQueueService {

  private final QueueAnswers answers;

  AnnotationQueueCalls(QueueAnswers answers) {
    this.answers = answers;
  }

  @Override
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public Uni<LeaseNextResponse> leaseNext(LeaseNextRequest request) {
    return Uni.createFrom().item(answers.leaseNext(request));
  }

  @Override
  @Audited
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public Uni<ListLeasesResponse> listLeases(ListLeasesRequest request) {
    return Uni.createFrom().item(answers.leases());
  }

  @Override
  @NotAudited("It changes only how long the caller has a frame.")
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public Uni<ExtendLeaseResponse> extendLease(ExtendLeaseRequest request) {
    return Uni.createFrom().item(answers.extend(request));
  }

  @Override
  @NotAudited("It stores only the caller's own unfinished drawing, every few seconds.")
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public Uni<SaveDraftResponse> saveDraft(SaveDraftRequest request) {
    return Uni.createFrom().item(answers.saveDraft(request));
  }

  @Override
  @NotAudited("It shows only the caller's own drawings.")
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public Uni<ListDraftsResponse> listDrafts(ListDraftsRequest request) {
    return Uni.createFrom().item(answers.drafts());
  }

  @Override
  @Audited(AuditAction.CREATE)
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public Uni<SubmitResponse> submit(SubmitRequest request) {
    return Uni.createFrom().item(answers.submit(request));
  }

  @Override
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public Uni<SkipResponse> skip(SkipRequest request) {
    return Uni.createFrom().item(answers.skip(request));
  }

  @Override
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public Uni<ReleaseResponse> release(ReleaseRequest request) {
    return Uni.createFrom().item(answers.release(request));
  }

  @Override
  @Audited
  @RolesAllowed({Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public Uni<ListAnnotationsResponse> listAnnotations(ListAnnotationsRequest request) {
    return Uni.createFrom().item(answers.list(request));
  }

  @Override
  @NotAudited("It shows numbers of frames only.")
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public Uni<StatsResponse> stats(StatsRequest request) {
    return Uni.createFrom().item(answers.stats());
  }
}
