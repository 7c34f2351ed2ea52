package org.echomotion.activelearning.api.frame;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.store.Leases;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.Peer;
import org.echomotion.frame.WorkingFrame;

/** How sure the model is of the left ventricle in each pixel of a frame. */
@ApplicationScoped
class VentricleProbabilities {

  private static final Peer PEER =
      new Peer("segmentation-service", ActiveLearningError.PEER_REFUSED);
  private static final int DEADLINE_SECONDS = 20;
  private static final int WHITE = 255;

  private final FrameImages frames;
  private final GRPCInferenceServiceBlockingStub inference;
  private final Leases leases;

  VentricleProbabilities(
      FrameImages frames,
      @GrpcClient("segmentation") GRPCInferenceServiceBlockingStub inference,
      Leases leases) {
    this.frames = frames;
    this.inference = inference;
    this.leases = leases;
  }

  /**
   * Returns the probabilities as a gray PNG of the working frame, 0 black and 1 white.
   *
   * @param index from 0
   * @return empty while the reader must draw a frame of the clip without the model's outline
   * @throws EchoMotionException NO_SUCH_CLIP, or FRAMES_AWAY if a service cannot be reached
   */
  Optional<byte[]> png(UUID clip, int index, String reader) {
    if (leases.drawsWithoutProposal(clip, reader)) {
      return Optional.empty();
    }
    ByteString frame = frames.working(clip, index);
    ModelInferResponse answer;
    try {
      answer =
          PEER.ask(
              () ->
                  inference
                      .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                      .modelInfer(request(frame)));
    } catch (StatusRuntimeException e) {
      throw new EchoMotionException(e, ActiveLearningError.FRAMES_AWAY);
    }
    return Optional.of(GrayImages.png(gray(answer), WorkingFrame.SIDE, WorkingFrame.SIDE));
  }

  private static ModelInferRequest request(ByteString frame) {
    return ModelInferRequest.newBuilder()
        .setModelName("segment")
        .addInputs(
            ModelInferRequest.InferInputTensor.newBuilder()
                .setName("frames")
                .setDatatype("UINT8")
                .addShape(1)
                .addShape(WorkingFrame.SIDE)
                .addShape(WorkingFrame.SIDE)
                .addShape(1))
        .addOutputs(
            ModelInferRequest.InferRequestedOutputTensor.newBuilder().setName("probabilities"))
        .addRawInputContents(frame)
        .build();
  }

  private static byte[] gray(ModelInferResponse answer) {
    if (answer.getRawOutputContentsCount() != 1
        || answer.getRawOutputContents(0).size() != WorkingFrame.PIXELS * Float.BYTES) {
      throw new EchoMotionException(
          ActiveLearningError.PEER_REFUSED, "segmentation-service", "no probabilities");
    }
    FloatBuffer values =
        ByteBuffer.wrap(answer.getRawOutputContents(0).toByteArray())
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    byte[] gray = new byte[WorkingFrame.PIXELS];
    for (int i = 0; i < gray.length; i++) {
      gray[i] = (byte) Math.round(WHITE * Math.min(1, Math.max(0, values.get(i))));
    }
    return gray;
  }
}
