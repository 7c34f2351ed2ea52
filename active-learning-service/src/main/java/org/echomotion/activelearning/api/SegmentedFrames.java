package org.echomotion.activelearning.api;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc.SegmentationServiceBlockingStub;

/** Reads a clip's frames from segmentation-service. */
@ApplicationScoped
public class SegmentedFrames {

  @GrpcClient("segmentation")
  SegmentationServiceBlockingStub segmentation;

  /** All frames in order; empty where the clip is gone. */
  public Optional<List<FrameSegmentation>> of(UUID clipId) {
    List<FrameSegmentation> frames = new ArrayList<>();
    String pageToken = "";
    try {
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
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
    return Optional.of(frames);
  }
}
