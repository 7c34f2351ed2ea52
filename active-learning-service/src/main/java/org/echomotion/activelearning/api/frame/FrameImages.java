package org.echomotion.activelearning.api.frame;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc.IngestServiceBlockingStub;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.Peer;

/** Frames from ingest-service: de-identified, and for display not enhanced. */
@ApplicationScoped
class FrameImages {

  private static final Peer PEER = new Peer("ingest-service", ActiveLearningError.PEER_REFUSED);
  private static final int DEADLINE_SECONDS = 20;

  private final IngestServiceBlockingStub ingest;

  FrameImages(@GrpcClient("ingest") IngestServiceBlockingStub ingest) {
    this.ingest = ingest;
  }

  /**
   * Returns one display frame as JPEG.
   *
   * @param index from 0
   * @throws EchoMotionException NO_SUCH_CLIP; DATA_DAMAGED; or FRAMES_AWAY if ingest-service cannot
   *     be reached
   */
  byte[] jpeg(UUID clip, int index) {
    StreamFramesResponse frame = frame(clip, index, FrameKind.FRAME_KIND_DISPLAY);
    return GrayImages.jpeg(frame.getPixels().toByteArray(), frame.getWidth(), frame.getHeight());
  }

  /**
   * Returns one working frame.
   *
   * @param index from 0
   * @return its pixels, row-major
   * @throws EchoMotionException NO_SUCH_CLIP; DATA_DAMAGED; or FRAMES_AWAY if ingest-service cannot
   *     be reached
   */
  ByteString working(UUID clip, int index) {
    return frame(clip, index, FrameKind.FRAME_KIND_WORKING).getPixels();
  }

  private StreamFramesResponse frame(UUID clip, int index, FrameKind kind) {
    try {
      Iterator<StreamFramesResponse> answers =
          ingest
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .streamFrames(
                  StreamFramesRequest.newBuilder()
                      .setClipId(clip.toString())
                      .setKind(kind)
                      .setFirstFrame(index)
                      .setFrameCount(1)
                      .build());
      while (answers.hasNext()) {
        StreamFramesResponse answer = answers.next();
        if (answer.getFrameCount() == 1) {
          return answer;
        }
      }
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      if (code == Status.Code.DATA_LOSS) {
        throw PEER.failure(e);
      }
      boolean missing =
          code == Status.Code.NOT_FOUND
              || code == Status.Code.INVALID_ARGUMENT
              || code == Status.Code.OUT_OF_RANGE;
      throw new EchoMotionException(
          e, missing ? ActiveLearningError.NO_SUCH_CLIP : ActiveLearningError.FRAMES_AWAY);
    }
    throw new EchoMotionException(ActiveLearningError.NO_SUCH_CLIP);
  }
}
