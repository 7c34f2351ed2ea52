package org.echomotion.ef.api.peers;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferRequest.InferInputTensor;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc.IngestServiceBlockingStub;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.ef.fusion.Opinion;
import org.echomotion.ef.fusion.PairFrames;
import org.echomotion.ef.fusion.StudyReader;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The network that reads an ejection fraction from the frames of both views, at
 * segmentation-service by the Open Inference Protocol; the frames come from ingest-service.
 */
@ApplicationScoped
class StudyNetwork implements StudyReader {

  private static final int SIDE = 112;
  private static final int MOST_PAIRS = 12;
  private static final long DEADLINE_SECONDS = 10;
  private static final String TYPE = "UINT8";

  private record Input(String name, boolean fourChamber, ToIntFunction<PairFrames> frame) {}

  private static final List<Input> INPUTS =
      List.of(
          new Input("a4c_ed", true, PairFrames::fourChamberEndDiastole),
          new Input("a4c_es", true, PairFrames::fourChamberEndSystole),
          new Input("a2c_ed", false, PairFrames::twoChamberEndDiastole),
          new Input("a2c_es", false, PairFrames::twoChamberEndSystole));

  private final IngestServiceBlockingStub ingest;
  private final GRPCInferenceServiceBlockingStub models;
  private final Optional<String> model;

  StudyNetwork(
      @GrpcClient("ingest") IngestServiceBlockingStub ingest,
      @GrpcClient("segmentation") GRPCInferenceServiceBlockingStub models,
      @ConfigProperty(name = "echomotion.ef.study-model") Optional<String> model) {
    this.ingest = ingest;
    this.models = models;
    this.model = model;
  }

  /**
   * Reads the pairs of beats, at most 12 of them.
   *
   * @return empty where no network is configured, or segmentation-service does not serve it
   * @throws StatusRuntimeException if a peer cannot be reached in time
   * @throws IllegalArgumentException if what comes is not what was asked for
   */
  @Override
  public Optional<Opinion> read(
      String fourChamberClip, String twoChamberClip, List<PairFrames> pairs) {
    if (model.isEmpty()) {
      return Optional.empty();
    }
    List<PairFrames> read = pairs.subList(0, Math.min(pairs.size(), MOST_PAIRS));
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(model.get());
    for (Input input : INPUTS) {
      ByteString pixels = ByteString.EMPTY;
      for (PairFrames pair : read) {
        String clip = input.fourChamber() ? fourChamberClip : twoChamberClip;
        pixels = pixels.concat(frame(clip, input.frame().applyAsInt(pair)));
      }
      request
          .addInputs(
              InferInputTensor.newBuilder()
                  .setName(input.name())
                  .setDatatype(TYPE)
                  .addAllShape(List.of((long) read.size(), (long) SIDE, (long) SIDE, 1L)))
          .addRawInputContents(pixels);
    }
    try {
      ModelInferResponse answer =
          models.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).modelInfer(request.build());
      return Optional.of(
          Opinion.of(
              percents(answer, read.size()),
              answer.getModelName() + " " + answer.getModelVersion()));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static List<Double> percents(ModelInferResponse answer, int pairs) {
    if (answer.getRawOutputContentsCount() != 1
        || answer.getRawOutputContents(0).size() != pairs * Float.BYTES) {
      throw new IllegalArgumentException("the network did not give one number per pair of beats");
    }
    FloatBuffer values =
        answer
            .getRawOutputContents(0)
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    List<Double> percents = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      percents.add((double) values.get(i));
    }
    return percents;
  }

  private ByteString frame(String clip, int index) {
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
    if (pixels.size() != SIDE * SIDE) {
      throw new IllegalArgumentException("frame " + index + " is not 112 x 112 pixels");
    }
    return pixels;
  }
}
