package org.echomotion.activelearning.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Duration;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.List;
import org.echomotion.contract.activelearning.v1.AnnotationQueueServiceGrpc;
import org.echomotion.contract.activelearning.v1.AnnotationQueueServiceGrpc.AnnotationQueueServiceBlockingStub;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.CampaignServiceGrpc;
import org.echomotion.contract.activelearning.v1.CampaignServiceGrpc.CampaignServiceBlockingStub;
import org.echomotion.contract.activelearning.v1.CampaignSettings;
import org.echomotion.contract.activelearning.v1.CorrectionServiceGrpc;
import org.echomotion.contract.activelearning.v1.CorrectionServiceGrpc.CorrectionServiceBlockingStub;
import org.echomotion.contract.activelearning.v1.CreateCampaignRequest;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.LeaseNextResponse;
import org.echomotion.contract.activelearning.v1.ReleaseRequest;
import org.echomotion.contract.activelearning.v1.ReviewServiceGrpc;
import org.echomotion.contract.activelearning.v1.ReviewServiceGrpc.ReviewServiceBlockingStub;
import org.echomotion.contract.activelearning.v1.SkipRequest;
import org.echomotion.contract.activelearning.v1.SubmitRequest;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.tenant.LocalUser;

/** A person with a name, who calls over gRPC. */
record Person(
    String name,
    AnnotationQueueServiceBlockingStub queue,
    ReviewServiceBlockingStub review,
    CampaignServiceBlockingStub campaigns,
    CorrectionServiceBlockingStub corrections) {

  static Person of(String name, Channel channel) {
    Metadata header = new Metadata();
    header.put(Metadata.Key.of(LocalUser.HEADER, Metadata.ASCII_STRING_MARSHALLER), name);
    Channel named =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(header));
    return new Person(
        name,
        AnnotationQueueServiceGrpc.newBlockingStub(named),
        ReviewServiceGrpc.newBlockingStub(named),
        CampaignServiceGrpc.newBlockingStub(named),
        CorrectionServiceGrpc.newBlockingStub(named));
  }

  /** A campaign with as few random frames, known answers and hidden proposals as allowed. */
  static CampaignSettings.Builder settings(String name, int readers) {
    return CampaignSettings.newBuilder()
        .setName(name)
        .setReaders(readers)
        .setRandomShare(0.1)
        .setWithoutProposalShare(0)
        .setGoldShare(0)
        .setLeasesPerPerson(20);
  }

  String campaign(CampaignSettings.Builder settings) {
    return campaigns
        .createCampaign(CreateCampaignRequest.newBuilder().setSettings(settings).build())
        .getCampaign()
        .getCampaignId();
  }

  LeaseNextResponse next() {
    return queue.leaseNext(LeaseNextRequest.getDefaultInstance());
  }

  Lease lease() {
    LeaseNextResponse next = next();
    assertEquals(1, next.getLeasesCount(), "a frame waits for " + name);
    return next.getLeases(0);
  }

  Lease leaseFor(long seconds) {
    return queue
        .leaseNext(
            LeaseNextRequest.newBuilder()
                .setLeaseDuration(Duration.newBuilder().setSeconds(seconds))
                .build())
        .getLeases(0);
  }

  String submit(Lease lease, List<Point> outline) {
    return queue.submit(outlined(lease, outline)).getAnnotationId();
  }

  void release(Lease lease) {
    queue.release(
        ReleaseRequest.newBuilder()
            .setTaskId(lease.getTask().getTaskId())
            .setLeaseToken(lease.getLeaseToken())
            .build());
  }

  void skip(Lease lease) {
    queue.skip(
        SkipRequest.newBuilder()
            .setTaskId(lease.getTask().getTaskId())
            .setLeaseToken(lease.getLeaseToken())
            .setReason("The test says so.")
            .build());
  }

  static SubmitRequest outlined(Lease lease, List<Point> outline) {
    return SubmitRequest.newBuilder()
        .setTaskId(lease.getTask().getTaskId())
        .setLeaseToken(lease.getLeaseToken())
        .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED)
        .addAllContour(outline)
        .build();
  }

  static void fails(Status.Code code, Runnable call) {
    assertEquals(code, assertThrows(StatusRuntimeException.class, call::run).getStatus().getCode());
  }
}
