package org.echomotion.activelearning.api;

import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc.SegmentationServiceBlockingStub;
import org.echomotion.error.Peer;

/** Reads a clip's frames from segmentation-service. */
@ApplicationScoped
public class SegmentationClient {

  private static final Peer PEER =
      new Peer("segmentation-service", ActiveLearningError.PEER_REFUSED);

  @GrpcClient("segmentation")
  SegmentationServiceBlockingStub segmentation;

  /**
   * Returns all frames in order; empty if the clip was deleted.
   *
   * @throws org.echomotion.error.EchoMotionException {@link ActiveLearningError#PEER_REFUSED}
   * @throws io.grpc.StatusRuntimeException if segmentation-service cannot be reached in time
   */
  public Optional<List<FrameSegmentation>> of(UUID clipId) {
    return PEER.find(() -> frames(clipId));
  }

  private List<FrameSegmentation> frames(UUID clipId) {
    List<FrameSegmentation> frames = new ArrayList<>();
    String pageToken = "";
    do {
      ListFrameSegmentationsResponse page =
          segmentation
              .withDeadlineAfter(30, TimeUnit.SECONDS)
              .listFrameSegmentations(
                  ListFrameSegmentationsRequest.newBuilder()
                      .setClipId(clipId.toString())
                      .setPageSize(256)
                      .setPageToken(pageToken)
                      .build());
      frames.addAll(page.getFramesList());
      pageToken = page.getNextPageToken();
    } while (!pageToken.isEmpty());
    return frames;
  }
}
