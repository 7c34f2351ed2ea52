package org.echomotion.activelearning.api;

import com.google.protobuf.Timestamp;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.QueueStats;
import org.echomotion.activelearning.queue.Submission;
import org.echomotion.activelearning.store.Annotations;
import org.echomotion.activelearning.store.Campaigns;
import org.echomotion.activelearning.store.Drafts;
import org.echomotion.activelearning.store.Leases;
import org.echomotion.contract.activelearning.v1.Agreement;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.ExtendLeaseRequest;
import org.echomotion.contract.activelearning.v1.ExtendLeaseResponse;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.LeaseNextResponse;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.echomotion.contract.activelearning.v1.ListAnnotationsResponse;
import org.echomotion.contract.activelearning.v1.ListDraftsResponse;
import org.echomotion.contract.activelearning.v1.ListLeasesResponse;
import org.echomotion.contract.activelearning.v1.ReleaseRequest;
import org.echomotion.contract.activelearning.v1.ReleaseResponse;
import org.echomotion.contract.activelearning.v1.SaveDraftRequest;
import org.echomotion.contract.activelearning.v1.SaveDraftResponse;
import org.echomotion.contract.activelearning.v1.SkipRequest;
import org.echomotion.contract.activelearning.v1.SkipResponse;
import org.echomotion.contract.activelearning.v1.StatsResponse;
import org.echomotion.contract.activelearning.v1.SubmitRequest;
import org.echomotion.contract.activelearning.v1.SubmitResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.json.ProtoTime;

/** Answers a reader's requests, over gRPC and REST alike. */
@ApplicationScoped
class QueueAnswers {

  private static final int MOST_LEASES = 20;
  private static final int DEFAULT_PAGE = 100;
  private static final int LARGEST_PAGE = 500;
  private final RandomGenerator random = new SecureRandom();

  private final Leases leases;
  private final Drafts drafts;
  private final Annotations annotations;
  private final Campaigns campaigns;
  private final SecurityIdentity caller;

  QueueAnswers(
      Leases leases,
      Drafts drafts,
      Annotations annotations,
      Campaigns campaigns,
      SecurityIdentity caller) {
    this.leases = leases;
    this.drafts = drafts;
    this.annotations = annotations;
    this.campaigns = campaigns;
    this.caller = caller;
  }

  LeaseNextResponse leaseNext(LeaseNextRequest request) {
    int count = request.getCount() == 0 ? 1 : request.getCount();
    if (count < 1 || count > MOST_LEASES) {
      throw Requests.bad("count must be from 1 to " + MOST_LEASES);
    }
    Optional<UUID> campaign =
        request.getCampaignId().isEmpty()
            ? Optional.empty()
            : Optional.of(Requests.uuid("campaign_id", request.getCampaignId()));
    List<Lease> leased =
        leases.next(
            reader(),
            new Leases.Request(
                count,
                campaign,
                Requests.lease(request.hasLeaseDuration(), request.getLeaseDuration())),
            random);
    LeaseNextResponse.Builder response = LeaseNextResponse.newBuilder().addAllLeases(leased);
    if (!leased.isEmpty()) {
      Lease first = leased.get(0);
      response
          .setTask(first.getTask())
          .setLeaseToken(first.getLeaseToken())
          .setLeaseExpiresAt(first.getLeaseExpiresAt());
    }
    return response.build();
  }

  ListLeasesResponse leases() {
    return ListLeasesResponse.newBuilder().addAllLeases(leases.of(reader())).build();
  }

  ExtendLeaseResponse extend(ExtendLeaseRequest request) {
    Timestamp expiresAt =
        ProtoTime.of(
            leases.extend(
                Requests.uuid("task_id", request.getTaskId()),
                Requests.uuid("lease_token", request.getLeaseToken()),
                reader(),
                Requests.lease(request.hasLeaseDuration(), request.getLeaseDuration())));
    return ExtendLeaseResponse.newBuilder().setLeaseExpiresAt(expiresAt).build();
  }

  SaveDraftResponse saveDraft(SaveDraftRequest request) {
    return SaveDraftResponse.newBuilder()
        .setDraft(
            drafts.keep(
                Requests.uuid("task_id", request.getTaskId()),
                Requests.uuid("lease_token", request.getLeaseToken()),
                reader(),
                Requests.draft(request.getDrawing())))
        .build();
  }

  ListDraftsResponse drafts() {
    return ListDraftsResponse.newBuilder().addAllDrafts(drafts.withoutLease(reader())).build();
  }

  SubmitResponse submit(SubmitRequest request) {
    UUID task = Requests.uuid("task_id", request.getTaskId());
    UUID token = Requests.uuid("lease_token", request.getLeaseToken());
    Submission submission = Requests.submission(request);
    Annotations.Stored stored;
    try {
      stored = annotations.submit(task, token, reader(), submission);
    } catch (EchoMotionException e) {
      if (e.code() != ActiveLearningError.LEASE_LOST || submission.outline().isEmpty()) {
        throw e;
      }
      drafts.keep(task, token, reader(), drawing(submission));
      throw new EchoMotionException(e, ActiveLearningError.KEPT_AS_DRAFT);
    }
    SubmitResponse.Builder response =
        SubmitResponse.newBuilder().setAnnotationId(stored.annotationId().toString());
    stored
        .gold()
        .ifPresent(
            gold -> {
              Agreement.Builder agreement = Agreement.newBuilder().setDice(gold.dice());
              gold.meanDistanceMm().ifPresent(agreement::setMeanDistanceMm);
              response.setGold(agreement);
            });
    return response.build();
  }

  private static Drawing drawing(Submission submission) {
    return submission.drawing().orElse(Drawing.getDefaultInstance()).toBuilder()
        .addAllContour(submission.outline().points())
        .build();
  }

  SkipResponse skip(SkipRequest request) {
    leases.skip(
        Requests.uuid("task_id", request.getTaskId()),
        Requests.uuid("lease_token", request.getLeaseToken()),
        reader(),
        Requests.reason(request.getReason()));
    return SkipResponse.getDefaultInstance();
  }

  ReleaseResponse release(ReleaseRequest request) {
    leases.release(
        Requests.uuid("task_id", request.getTaskId()),
        Requests.uuid("lease_token", request.getLeaseToken()),
        reader());
    return ReleaseResponse.getDefaultInstance();
  }

  ListAnnotationsResponse list(ListAnnotationsRequest request) {
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
    if (size < 1 || size > LARGEST_PAGE) {
      throw Requests.bad("page_size must be from 1 to " + LARGEST_PAGE);
    }
    Annotations.Page page = annotations.after(position(request.getPageToken()), size);
    return ListAnnotationsResponse.newBuilder()
        .addAllAnnotations(page.annotations())
        .setNextPageToken(page.more() ? Long.toString(page.last()) : "")
        .setLastPageToken(Long.toString(page.last()))
        .build();
  }

  private static long position(String token) {
    try {
      long position = token.isEmpty() ? 0 : Long.parseLong(token);
      if (position >= 0) {
        return position;
      }
    } catch (NumberFormatException e) {
      throw new EchoMotionException(e, ActiveLearningError.BAD_REQUEST, "page_token is invalid");
    }
    throw Requests.bad("page_token is invalid");
  }

  StatsResponse stats() {
    QueueStats stats = campaigns.stats();
    return StatsResponse.newBuilder()
        .setWaiting(stats.waiting())
        .setLeased(stats.leased())
        .setSubmitted(stats.submitted())
        .setSubmittedByCaller(annotations.countOf(reader()))
        .build();
  }

  private String reader() {
    return caller.getPrincipal().getName();
  }
}
