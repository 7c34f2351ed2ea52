package org.echomotion.ingest.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.audit.NotAudited;
import org.echomotion.contract.ingest.v1.DeleteStudyRequest;
import org.echomotion.contract.ingest.v1.DeleteStudyResponse;
import org.echomotion.contract.ingest.v1.GetStudyRequest;
import org.echomotion.contract.ingest.v1.GetStudyResponse;
import org.echomotion.contract.ingest.v1.GetUploadProgressRequest;
import org.echomotion.contract.ingest.v1.GetUploadProgressResponse;
import org.echomotion.contract.ingest.v1.IngestService;
import org.echomotion.contract.ingest.v1.ListStudiesRequest;
import org.echomotion.contract.ingest.v1.ListStudiesResponse;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesRequest;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesResponse;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.contract.ingest.v1.WatchStudyRequest;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;
import org.echomotion.ingest.store.Admission;
import org.echomotion.security.Roles;
import org.echomotion.stream.ServerStream;
import org.echomotion.stream.StreamKind;

/** The gRPC edge of ingest-service. */
@GrpcService
public class IngestCalls implements IngestService {

  private final UploadReception reception;
  private final StudyReading reading;
  private final FrameStreaming frames;
  private final ArrivingFrames arriving;
  private final StudyRemoval removal;

  IngestCalls(
      UploadReception reception,
      StudyReading reading,
      FrameStreaming frames,
      ArrivingFrames arriving,
      StudyRemoval removal) {
    this.reception = reception;
    this.reading = reading;
    this.frames = frames;
    this.arriving = arriving;
    this.removal = removal;
  }

  @Override
  @NotAudited("UploadReception records it, once the study is known.")
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public Uni<UploadClipResponse> uploadClip(Multi<UploadClipRequest> messages) {
    return new GrpcUpload(reception).receive(messages).map(IngestCalls::response);
  }

  @Override
  @Blocking
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public Uni<GetUploadProgressResponse> getUploadProgress(GetUploadProgressRequest request) {
    UploadHeader header =
        reception.withinLimit(
            UploadHeader.checked(
                request.getLengthBytes(),
                request.getSha256(),
                "",
                Optional.empty(),
                request.getStudyKey(),
                false,
                0));
    return Uni.createFrom()
        .item(
            GetUploadProgressResponse.newBuilder()
                .setReceivedBytes(reception.progress(header))
                .build());
  }

  static UploadClipResponse response(Admission admission) {
    UploadClipResponse.Builder response =
        UploadClipResponse.newBuilder()
            .setClip(IngestMessages.clip(admission.clips().get(0)))
            .setAlreadyKnown(admission.alreadyKnown());
    if (admission.clips().size() > 1) {
      response.setSecondPlane(IngestMessages.clip(admission.clips().get(1)));
    }
    return response.build();
  }

  @Override
  @Blocking
  @Audited
  @RolesAllowed({
    Roles.CLINICIAN,
    Roles.ANNOTATOR,
    Roles.REVIEWER,
    Roles.ML_ENGINEER,
    Roles.ADMIN,
    Roles.SERVICE
  })
  public Uni<GetStudyResponse> getStudy(GetStudyRequest request) {
    return Uni.createFrom()
        .item(GetStudyResponse.newBuilder().setStudy(reading.study(request.getStudyKey())).build());
  }

  @Override
  @Blocking
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public Uni<ListStudiesResponse> listStudies(ListStudiesRequest request) {
    return Uni.createFrom().item(reading.page(request.getPageSize(), request.getPageToken()));
  }

  @Override
  @Audited
  @ServerStream(StreamKind.WATCH)
  @RolesAllowed({Roles.CLINICIAN, Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public Multi<WatchStudyResponse> watchStudy(WatchStudyRequest request) {
    return reading.follow(request.getStudyKey());
  }

  @Override
  @Blocking
  @Audited
  @ServerStream
  @RolesAllowed({
    Roles.CLINICIAN,
    Roles.ANNOTATOR,
    Roles.REVIEWER,
    Roles.ML_ENGINEER,
    Roles.ADMIN,
    Roles.SERVICE
  })
  public Multi<StreamFramesResponse> streamFrames(StreamFramesRequest request) {
    return frames.stream(request);
  }

  @Override
  @Audited
  @ServerStream
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public Multi<StreamArrivingFramesResponse> streamArrivingFrames(
      StreamArrivingFramesRequest request) {
    return arriving.stream(request.getStudyKey());
  }

  @Override
  @Blocking
  @Audited(AuditAction.DELETE)
  @RolesAllowed(Roles.ADMIN)
  public Uni<DeleteStudyResponse> deleteStudy(DeleteStudyRequest request) {
    return Uni.createFrom()
        .item(
            DeleteStudyResponse.newBuilder()
                .setDeleted(removal.remove(request.getStudyKey()))
                .build());
  }
}
