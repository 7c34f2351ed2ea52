package org.echomotion.activelearning.api;

import io.quarkus.grpc.GrpcService;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.QueueStats;
import org.echomotion.activelearning.queue.Verdict;
import org.echomotion.activelearning.store.AnnotationQueue;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.audit.NotAudited;
import org.echomotion.contract.activelearning.v1.AnnotationQueueService;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.LeaseNextResponse;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.echomotion.contract.activelearning.v1.ListAnnotationsResponse;
import org.echomotion.contract.activelearning.v1.ReleaseRequest;
import org.echomotion.contract.activelearning.v1.ReleaseResponse;
import org.echomotion.contract.activelearning.v1.StatsRequest;
import org.echomotion.contract.activelearning.v1.StatsResponse;
import org.echomotion.contract.activelearning.v1.SubmitRequest;
import org.echomotion.contract.activelearning.v1.SubmitResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.security.Roles;

/** The annotation queue over gRPC. */
@GrpcService
@Blocking
public class AnnotationQueueCalls implements AnnotationQueueService {

  private static final Duration DEFAULT_LEASE = Duration.ofMinutes(30);
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
  private static final Duration LONGEST_LEASE = Duration.ofHours(8);

  private final AnnotationQueue queue;
  private final AnnotationPages pages;
  private final SecurityIdentity caller;

  AnnotationQueueCalls(AnnotationQueue queue, AnnotationPages pages, SecurityIdentity caller) {
    this.queue = queue;
    this.pages = pages;
    this.caller = caller;
  }

  @Override
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public Uni<LeaseNextResponse> leaseNext(LeaseNextRequest request) {
    Duration duration =
        request.hasLeaseDuration()
            ? Duration.ofSeconds(
                request.getLeaseDuration().getSeconds(), request.getLeaseDuration().getNanos())
            : DEFAULT_LEASE;
    if (duration.compareTo(SHORTEST_LEASE) < 0 || duration.compareTo(LONGEST_LEASE) > 0) {
      throw new EchoMotionException(
          ActiveLearningError.BAD_REQUEST, "a lease must last from 1 second to 8 hours");
    }
    return Uni.createFrom()
        .item(
            queue
                .leaseNext(annotator(), duration)
                .map(QueueMessages::lease)
                .orElseGet(LeaseNextResponse::getDefaultInstance));
  }

  @Override
  @Audited(AuditAction.CREATE)
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public Uni<SubmitResponse> submit(SubmitRequest request) {
    Verdict verdict =
        switch (request.getVerdict()) {
          case ANNOTATION_VERDICT_OUTLINED -> Verdict.OUTLINED;
          case ANNOTATION_VERDICT_NOT_ASSESSABLE -> Verdict.NOT_ASSESSABLE;
          default ->
              throw new EchoMotionException(
                  ActiveLearningError.BAD_REQUEST, "the verdict is missing");
        };
    Outline outline =
        verdict == Verdict.OUTLINED ? Outline.drawn(request.getContourList()) : Outline.none();
    UUID annotation =
        queue.submit(
            uuid("task_id", request.getTaskId()),
            uuid("lease_token", request.getLeaseToken()),
            annotator(),
            verdict,
            outline);
    return Uni.createFrom()
        .item(SubmitResponse.newBuilder().setAnnotationId(annotation.toString()).build());
  }

  @Override
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public Uni<ReleaseResponse> release(ReleaseRequest request) {
    queue.release(
        uuid("task_id", request.getTaskId()),
        uuid("lease_token", request.getLeaseToken()),
        annotator());
    return Uni.createFrom().item(ReleaseResponse.getDefaultInstance());
  }

  @Override
  @Audited
  @RolesAllowed({Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public Uni<ListAnnotationsResponse> listAnnotations(ListAnnotationsRequest request) {
    return Uni.createFrom().item(pages.page(request));
  }

  @Override
  @NotAudited("It shows numbers of frames only.")
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public Uni<StatsResponse> stats(StatsRequest request) {
    QueueStats stats = queue.stats();
    return Uni.createFrom()
        .item(
            StatsResponse.newBuilder()
                .setWaiting(stats.waiting())
                .setLeased(stats.leased())
                .setSubmitted(stats.submitted())
                .build());
  }

  private String annotator() {
    return caller.getPrincipal().getName();
  }

  private static UUID uuid(String field, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(e, ActiveLearningError.BAD_REQUEST, field + " is not a UUID");
    }
  }
}
