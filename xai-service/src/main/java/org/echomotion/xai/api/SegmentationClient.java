package org.echomotion.xai.api;

import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc.SegmentationServiceBlockingStub;
import org.echomotion.error.Peer;
import org.echomotion.xai.XaiError;
import org.echomotion.xai.gradcam.GradCam;
import org.echomotion.xai.gradcam.Heatmap;

/** Outlines and Grad-CAM, from segmentation-service. */
@ApplicationScoped
class SegmentationClient {

  private static final Peer PEER = new Peer("segmentation-service", XaiError.PEER_REFUSED);
  private static final int DEADLINE_SECONDS = 60;
  private static final int PAGE = 128;

  private final SegmentationServiceBlockingStub segmentation;
  private final GRPCInferenceServiceBlockingStub inference;

  SegmentationClient(
      @GrpcClient("segmentation") SegmentationServiceBlockingStub segmentation,
      @GrpcClient("segmentation") GRPCInferenceServiceBlockingStub inference) {
    this.segmentation = segmentation;
    this.inference = inference;
  }

  /** Returns the outlines of all frames, read in pages. */
  List<FrameSegmentation> outlines(UUID clipId) {
    List<FrameSegmentation> frames = new ArrayList<>();
    ListFrameSegmentationsRequest.Builder request =
        ListFrameSegmentationsRequest.newBuilder().setClipId(clipId.toString()).setPageSize(PAGE);
    ListFrameSegmentationsResponse page;
    do {
      page =
          PEER.ask(
              () ->
                  segmentation
                      .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                      .listFrameSegmentations(request.build()));
      frames.addAll(page.getFramesList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty() && page.getFramesCount() > 0);
    return frames;
  }

  /**
   * Returns Grad-CAM of some frames, with one request.
   *
   * @param frames frames, each uint8 [height, width]
   */
  List<Heatmap> heatmaps(List<byte[]> frames, int height, int width) {
    ModelInferResponse answer =
        PEER.ask(
            () ->
                inference
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .modelInfer(GradCam.request(frames, height, width)));
    return GradCam.heatmaps(answer, frames.size(), height, width);
  }
}
