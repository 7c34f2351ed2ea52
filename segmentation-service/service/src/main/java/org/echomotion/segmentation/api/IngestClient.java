package org.echomotion.segmentation.api;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc.IngestServiceBlockingStub;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.Peer;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.SegmentationError;

/** Working frames, from ingest-service. */
@ApplicationScoped
class IngestClient {

  private static final Peer PEER = new Peer("ingest-service", SegmentationError.PEER_REFUSED);

  private static final long DEADLINE_SECONDS = 30;

  private final IngestServiceBlockingStub ingest;

  IngestClient(@GrpcClient("ingest") IngestServiceBlockingStub ingest) {
    this.ingest = ingest;
  }

  /**
   * Reads a range of frames.
   *
   * @return frames in order, each uint8 [112, 112] row-major; empty if the clip was deleted
   * @throws EchoMotionException {@link SegmentationError#BAD_FRAMES} if the answer is invalid;
   *     {@link SegmentationError#PEER_REFUSED}
   * @throws StatusRuntimeException if ingest-service cannot be reached in time
   */
  Optional<List<byte[]>> read(UUID clipId, int firstFrame, int frameCount) {
    StreamFramesRequest request =
        StreamFramesRequest.newBuilder()
            .setClipId(clipId.toString())
            .setKind(FrameKind.FRAME_KIND_WORKING)
            .setFirstFrame(firstFrame)
            .setFrameCount(frameCount)
            .build();
    List<byte[]> frames = new ArrayList<>(frameCount);
    try {
      Iterator<StreamFramesResponse> parts =
          ingest.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).streamFrames(request);
      while (parts.hasNext()) {
        add(frames, firstFrame, parts.next());
      }
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      if (code == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      if (code == Status.Code.INVALID_ARGUMENT || code == Status.Code.OUT_OF_RANGE) {
        throw bad(e, "ingest does not have frames " + firstFrame + " and on");
      }
      throw PEER.failure(e);
    }
    if (frames.size() != frameCount) {
      throw bad("of " + frameCount + " frames asked for, " + frames.size() + " came");
    }
    return Optional.of(frames);
  }

  private static void add(List<byte[]> frames, int firstFrame, StreamFramesResponse part) {
    if (part.getHeight() != WorkingFrame.SIDE || part.getWidth() != WorkingFrame.SIDE) {
      throw bad("they measure " + part.getHeight() + " x " + part.getWidth());
    }
    if (part.getFirstFrame() != firstFrame + frames.size()
        || part.getPixels().size() != (long) part.getFrameCount() * WorkingFrame.PIXELS) {
      throw bad("they came out of order or cut short");
    }
    byte[] pixels = part.getPixels().toByteArray();
    for (int i = 0; i < part.getFrameCount(); i++) {
      frames.add(
          Arrays.copyOfRange(pixels, i * WorkingFrame.PIXELS, (i + 1) * WorkingFrame.PIXELS));
    }
  }

  private static EchoMotionException bad(String what) {
    return new EchoMotionException(SegmentationError.BAD_FRAMES, what);
  }

  private static EchoMotionException bad(Throwable cause, String what) {
    return new EchoMotionException(cause, SegmentationError.BAD_FRAMES, what);
  }
}
