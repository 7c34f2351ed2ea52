package org.echomotion.ef.api.peers;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferRequest.InferInputTensor;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.inference.ModelMetadataRequest;
import org.echomotion.contract.inference.ModelMetadataResponse;
import org.echomotion.ef.api.EfConfig;
import org.echomotion.ef.fusion.NoOpinion;
import org.echomotion.ef.fusion.Opinion;
import org.echomotion.ef.fusion.PairFrames;
import org.echomotion.ef.fusion.StudyModel;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.Peer;
import org.echomotion.frame.WorkingFrame;

/**
 * The network for second opinions, which segmentation-service serves over the Open Inference
 * Protocol. The frames come from ingest-service.
 */
@ApplicationScoped
class ServedStudyModel implements StudyModel {

  private static final long DEADLINE_SECONDS = 10;
  private static final String TYPE = "UINT8";

  private record Input(String name, boolean fourChamber, ToIntFunction<PairFrames> frame) {}

  private static final List<Input> INPUTS =
      List.of(
          new Input("a4c_ed", true, PairFrames::fourChamberEndDiastole),
          new Input("a4c_es", true, PairFrames::fourChamberEndSystole),
          new Input("a2c_ed", false, PairFrames::twoChamberEndDiastole),
          new Input("a2c_es", false, PairFrames::twoChamberEndSystole));

  private final IngestClient ingest;
  private final GRPCInferenceServiceBlockingStub models;
  private final Optional<String> model;

  ServedStudyModel(
      IngestClient ingest,
      @GrpcClient("segmentation") GRPCInferenceServiceBlockingStub models,
      EfConfig config) {
    this.ingest = ingest;
    this.models = models;
    this.model = config.studyModel();
  }

  @Override
  public Optional<String> name() {
    return model;
  }

  /**
   * {@inheritDoc}
   *
   * @throws StatusRuntimeException if segmentation-service cannot be reached in time
   */
  @Override
  public Optional<Reference> served() {
    return model.flatMap(this::described);
  }

  private Optional<Reference> described(String name) {
    try {
      ModelMetadataResponse metadata =
          models
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .modelMetadata(ModelMetadataRequest.newBuilder().setName(name).build());
      return Optional.of(
          new Reference(
              name,
              metadata.getVersionsCount() == 0 ? "" : metadata.getVersions(0),
              metadata.getPropertiesMap().getOrDefault("sha256", "")));
    } catch (StatusRuntimeException e) {
      if (Peer.notServed(e)) {
        return Optional.empty();
      }
      throw SegmentationClient.PEER.failure(e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws NoOpinion if a peer refuses, or its answer cannot be used
   * @throws StatusRuntimeException if a peer cannot be reached in time, or no longer serves that
   *     version
   */
  @Override
  public Opinion read(
      Reference by, String fourChamberClip, String twoChamberClip, List<PairFrames> pairs)
      throws NoOpinion {
    try {
      ModelInferRequest request = request(by, fourChamberClip, twoChamberClip, pairs);
      return Opinion.of(percents(answer(request), pairs.size()));
    } catch (EchoMotionException e) {
      throw new NoOpinion(refusal(e), e);
    } catch (IllegalArgumentException e) {
      throw new NoOpinion("The network's answer or its input is not valid: " + e.getMessage(), e);
    }
  }

  private static String refusal(EchoMotionException refused) {
    return refused.getCause() instanceof StatusRuntimeException status
        ? "A service refused the request with " + status.getStatus().getCode() + "."
        : "A service refused the request.";
  }

  private ModelInferRequest request(
      Reference by, String fourChamberClip, String twoChamberClip, List<PairFrames> pairs) {
    ModelInferRequest.Builder request =
        ModelInferRequest.newBuilder().setModelName(by.name()).setModelVersion(by.version());
    for (Input input : INPUTS) {
      ByteString pixels = ByteString.EMPTY;
      for (PairFrames pair : pairs) {
        String clip = input.fourChamber() ? fourChamberClip : twoChamberClip;
        pixels = pixels.concat(ingest.frame(clip, input.frame().applyAsInt(pair)));
      }
      request
          .addInputs(
              InferInputTensor.newBuilder()
                  .setName(input.name())
                  .setDatatype(TYPE)
                  .addAllShape(
                      List.of(
                          (long) pairs.size(),
                          (long) WorkingFrame.SIDE,
                          (long) WorkingFrame.SIDE,
                          1L)))
          .addRawInputContents(pixels);
    }
    return request.build();
  }

  /** If the version was replaced meanwhile, the next try finds the new one. */
  private ModelInferResponse answer(ModelInferRequest request) {
    try {
      return models.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).modelInfer(request);
    } catch (StatusRuntimeException e) {
      throw Peer.notFound(e) ? e : SegmentationClient.PEER.failure(e);
    }
  }

  private static List<Double> percents(ModelInferResponse answer, int pairs) {
    if (answer.getRawOutputContentsCount() != 1
        || answer.getRawOutputContents(0).size() != pairs * Float.BYTES) {
      throw new IllegalArgumentException("the network did not return one number per pair of beats");
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
}
