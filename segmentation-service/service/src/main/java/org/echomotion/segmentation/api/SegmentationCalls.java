package org.echomotion.segmentation.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.echomotion.audit.Audited;
import org.echomotion.audit.NotAudited;
import org.echomotion.contract.segmentation.v1.GetSegmentationRequest;
import org.echomotion.contract.segmentation.v1.GetSegmentationResponse;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.ListModelsRequest;
import org.echomotion.contract.segmentation.v1.ListModelsResponse;
import org.echomotion.contract.segmentation.v1.SegmentFramesRequest;
import org.echomotion.contract.segmentation.v1.SegmentFramesResponse;
import org.echomotion.contract.segmentation.v1.SegmentationService;
import org.echomotion.error.EchoMotionException;
import org.echomotion.security.Roles;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.ModelManifest;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.segment.ClipSegmentation;
import org.echomotion.segmentation.store.SegmentationStore;

/** Segmentation over gRPC: results of clips, outlines of a caller's frames, and the models. */
@GrpcService
public class SegmentationCalls implements SegmentationService {

  private static final int DEFAULT_PAGE = 64;
  private static final int LARGEST_PAGE = 256;

  private final SegmentationStore store;
  private final ServiceProvenance provenance;
  private final HeldFrames heldFrames;
  private final ModelServer models;
  private final FurtherModels further;

  SegmentationCalls(
      SegmentationStore store,
      ServiceProvenance provenance,
      HeldFrames heldFrames,
      ModelServer models,
      FurtherModels further) {
    this.store = store;
    this.provenance = provenance;
    this.heldFrames = heldFrames;
    this.models = models;
    this.further = further;
  }

  @Override
  @Blocking
  @Audited
  @RolesAllowed({Roles.SERVICE, Roles.CLINICIAN, Roles.ML_ENGINEER})
  public Uni<GetSegmentationResponse> getSegmentation(GetSegmentationRequest request) {
    ClipSegmentation found = latest(clipId(request.getClipId()));
    return Uni.createFrom()
        .item(
            GetSegmentationResponse.newBuilder()
                .setSegmentation(SegmentationMessages.of(found))
                .build());
  }

  @Override
  @Blocking
  @Audited
  @RolesAllowed({
    Roles.CLINICIAN,
    Roles.ANNOTATOR,
    Roles.REVIEWER,
    Roles.ML_ENGINEER,
    Roles.SERVICE
  })
  public Uni<ListFrameSegmentationsResponse> listFrameSegmentations(
      ListFrameSegmentationsRequest request) {
    UUID clipId = clipId(request.getClipId());
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
    if (size < 1 || size > LARGEST_PAGE) {
      throw bad("page_size is " + size + ", not 1 to " + LARGEST_PAGE);
    }
    ClipSegmentation segmentation;
    int first = 0;
    if (request.getPageToken().isEmpty()) {
      segmentation = latest(clipId);
    } else {
      PageToken token = PageToken.parse(request.getPageToken());
      first = token.firstFrame();
      // The token names the segmentation, so that all pages are from the same one.
      segmentation =
          store
              .byId(token.segmentationId())
              .filter(s -> s.clipId().equals(clipId))
              .orElseThrow(() -> new EchoMotionException(SegmentationError.NO_SEGMENTATION));
    }
    List<FrameSegmentation> frames = store.frames(segmentation, first, size);
    int next = first + frames.size();
    boolean more = !frames.isEmpty() && next < segmentation.frameCount();
    return Uni.createFrom()
        .item(
            ListFrameSegmentationsResponse.newBuilder()
                .setSegmentation(SegmentationMessages.of(segmentation))
                .addAllFrames(frames.stream().map(SegmentationMessages::of).toList())
                .setNextPageToken(more ? new PageToken(segmentation.id(), next).text() : "")
                .build());
  }

  @Override
  @Blocking
  @NotAudited("It computes on the frames of the request; nothing of a study is read or stored.")
  @RolesAllowed({Roles.SERVICE, Roles.CLINICIAN, Roles.ML_ENGINEER})
  public Uni<SegmentFramesResponse> segmentFrames(SegmentFramesRequest request) {
    return Uni.createFrom().item(heldFrames.outline(request));
  }

  @Override
  @NotAudited("It describes models; nothing of a study is read.")
  @RolesAllowed({Roles.CLINICIAN, Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public Uni<ListModelsResponse> listModels(ListModelsRequest request) {
    return Uni.createFrom()
        .item(
            ListModelsResponse.newBuilder()
                .addModels(ModelMessages.of(models.manifest()))
                .addAllModels(
                    further.manifests().stream()
                        .sorted(Comparator.comparing(ModelManifest::name))
                        .map(ModelMessages::of)
                        .toList())
                .build());
  }

  private record PageToken(UUID segmentationId, int firstFrame) {

    static PageToken parse(String text) {
      int colon = text.indexOf(':');
      try {
        PageToken token =
            new PageToken(
                UUID.fromString(text.substring(0, Math.max(colon, 0))),
                Integer.parseInt(text.substring(colon + 1)));
        if (token.firstFrame < 0) {
          throw bad("page_token is unknown");
        }
        return token;
      } catch (IllegalArgumentException e) {
        throw bad("page_token is unknown");
      }
    }

    String text() {
      return segmentationId + ":" + firstFrame;
    }
  }

  private ClipSegmentation latest(UUID clipId) {
    return store
        .latest(clipId, provenance.current())
        .orElseThrow(() -> new EchoMotionException(SegmentationError.NO_SEGMENTATION));
  }

  private static UUID clipId(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw bad("clip_id is not a UUID");
    }
  }

  private static EchoMotionException bad(String what) {
    return new EchoMotionException(SegmentationError.BAD_REQUEST, what);
  }
}
