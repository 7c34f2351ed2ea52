package org.echomotion.ef.api.peers;

import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc.SegmentationServiceBlockingStub;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.Point;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.Peer;

/** Outlines of clips, from segmentation-service. */
@ApplicationScoped
public class SegmentationClient {

  static final Peer PEER = new Peer("segmentation-service", EjectionFractionError.PEER_REFUSED);

  private static final int PAGE = 128;
  private static final long DEADLINE_SECONDS = 30;
  private static final int FEWEST_POINTS = 3;

  private final SegmentationServiceBlockingStub segmentation;

  SegmentationClient(@GrpcClient("segmentation") SegmentationServiceBlockingStub segmentation) {
    this.segmentation = segmentation;
  }

  /**
   * A clip's outlines.
   *
   * @param frames all frames of the clip, in order
   * @param provenance how they were computed
   */
  public record Outlines(List<FrameContour> frames, Provenance provenance) {}

  /**
   * Reads all frames of a clip, page by page.
   *
   * @return the outlines; empty if the clip was deleted
   * @throws EchoMotionException {@link EjectionFractionError#BAD_SEGMENTATION} if frames are
   *     missing or out of order, {@link EjectionFractionError#PEER_REFUSED} if segmentation-service
   *     refuses the request
   * @throws io.grpc.StatusRuntimeException if segmentation-service cannot be reached in time
   */
  public Optional<Outlines> of(UUID clipId, int frameCount) {
    return PEER.find(() -> outlines(clipId, frameCount));
  }

  private Outlines outlines(UUID clipId, int frameCount) {
    List<FrameContour> frames = new ArrayList<>(frameCount);
    ListFrameSegmentationsRequest.Builder request =
        ListFrameSegmentationsRequest.newBuilder().setClipId(clipId.toString()).setPageSize(PAGE);
    ListFrameSegmentationsResponse page;
    do {
      page =
          segmentation
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .listFrameSegmentations(request.build());
      page.getFramesList().forEach(frame -> add(frames, frame));
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty() && page.getFramesCount() > 0);
    if (frames.size() != frameCount) {
      throw bad(frames.size() + " of " + frameCount + " frames were received");
    }
    return new Outlines(frames, page.getSegmentation().getProvenance());
  }

  /**
   * Appends a frame, which must be the next one.
   *
   * @throws EchoMotionException {@link EjectionFractionError#BAD_SEGMENTATION} if it is a different
   *     frame
   */
  public static void add(List<FrameContour> frames, FrameSegmentation frame) {
    if (frame.getFrameIndex() != frames.size()) {
      throw bad(
          "frame " + frame.getFrameIndex() + " was received in place of frame " + frames.size());
    }
    frames.add(
        new FrameContour(
            frame.getFrameIndex(), contour(frame), Math.max(0, frame.getMeanBoundaryEntropy())));
  }

  private static Optional<Contour> contour(FrameSegmentation frame) {
    if (frame.getContourCount() < FEWEST_POINTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Contour(
              frame.getContourList().stream().map(p -> new Point(p.getX(), p.getY())).toList()));
    } catch (IllegalArgumentException e) {
      // An outline without an area is not a left ventricle.
      return Optional.empty();
    }
  }

  private static EchoMotionException bad(String what) {
    return new EchoMotionException(EjectionFractionError.BAD_SEGMENTATION, what);
  }
}
