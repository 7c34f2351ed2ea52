package org.echomotion.activelearning.api;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc.IngestServiceBlockingStub;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.error.EchoMotionException;

/** Display frames from ingest-service as JPEG: de-identified, gray, not enhanced. */
@ApplicationScoped
class FrameImages {

  private static final int DEADLINE_SECONDS = 20;

  private final IngestServiceBlockingStub ingest;

  FrameImages(@GrpcClient("ingest") IngestServiceBlockingStub ingest) {
    this.ingest = ingest;
  }

  /**
   * Returns one display frame.
   *
   * @param index from 0
   * @throws EchoMotionException NO_SUCH_CLIP, or FRAMES_AWAY if ingest-service cannot be reached
   */
  byte[] jpeg(UUID clip, int index) {
    try {
      Iterator<StreamFramesResponse> answers =
          ingest
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .streamFrames(
                  StreamFramesRequest.newBuilder()
                      .setClipId(clip.toString())
                      .setKind(FrameKind.FRAME_KIND_DISPLAY)
                      .setFirstFrame(index)
                      .setFrameCount(1)
                      .build());
      while (answers.hasNext()) {
        StreamFramesResponse answer = answers.next();
        if (answer.getFrameCount() == 1) {
          return jpeg(answer);
        }
      }
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      boolean missing =
          code == Status.Code.NOT_FOUND
              || code == Status.Code.INVALID_ARGUMENT
              || code == Status.Code.OUT_OF_RANGE;
      throw new EchoMotionException(
          e, missing ? ActiveLearningError.NO_SUCH_CLIP : ActiveLearningError.FRAMES_AWAY);
    }
    throw new EchoMotionException(ActiveLearningError.NO_SUCH_CLIP);
  }

  private static byte[] jpeg(StreamFramesResponse frame) {
    BufferedImage image =
        new BufferedImage(frame.getWidth(), frame.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    image
        .getRaster()
        .setDataElements(
            0, 0, frame.getWidth(), frame.getHeight(), frame.getPixels().toByteArray());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "jpeg", out)) {
        throw new IllegalStateException("The JDK has no JPEG encoder.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
