package org.echomotion.ef.api.peers;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc.IngestServiceBlockingStub;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.Peer;
import org.echomotion.frame.WorkingFrame;

/** Working frames, from ingest-service. */
@ApplicationScoped
class IngestClient {

  private static final Peer PEER = new Peer("ingest-service", EjectionFractionError.PEER_REFUSED);
  private static final long DEADLINE_SECONDS = 10;

  private final IngestServiceBlockingStub ingest;

  IngestClient(@GrpcClient("ingest") IngestServiceBlockingStub ingest) {
    this.ingest = ingest;
  }

  /**
   * Reads one working frame of a clip, uint8 [112, 112], row-major.
   *
   * @param index of the frame, from 0
   * @throws EchoMotionException {@link EjectionFractionError#PEER_REFUSED} if ingest-service
   *     refuses the request
   * @throws StatusRuntimeException if ingest-service cannot be reached in time
   * @throws IllegalArgumentException if the frame has the wrong size
   */
  ByteString frame(String clip, int index) {
    ByteString pixels = PEER.ask(() -> pixels(clip, index));
    if (pixels.size() != WorkingFrame.PIXELS) {
      throw new IllegalArgumentException("frame " + index + " is not 112 x 112 pixels");
    }
    return pixels;
  }

  private ByteString pixels(String clip, int index) {
    Iterator<StreamFramesResponse> parts =
        ingest
            .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
            .streamFrames(
                StreamFramesRequest.newBuilder()
                    .setClipId(clip)
                    .setKind(FrameKind.FRAME_KIND_WORKING)
                    .setFirstFrame(index)
                    .setFrameCount(1)
                    .build());
    ByteString pixels = ByteString.EMPTY;
    while (parts.hasNext()) {
      pixels = pixels.concat(parts.next().getPixels());
    }
    return pixels;
  }
}
