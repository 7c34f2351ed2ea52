package org.echomotion.ef.api.peers;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferRequest.InferInputTensor;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.inference.ModelMetadataRequest;
import org.echomotion.contract.inference.ModelMetadataResponse;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.api.EfConfig;
import org.echomotion.ef.api.measuring.TemporalChoice;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.temporal.MeasuredFrame;
import org.echomotion.ef.temporal.TemporalEstimate;
import org.echomotion.ef.temporal.TemporalModel;
import org.echomotion.ef.temporal.TemporalWindows;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.Peer;
import org.jboss.logging.Logger;

/** The temporal model that segmentation-service serves over the Open Inference Protocol. */
@ApplicationScoped
public class ServedTemporalModel {

  private static final Logger LOG = Logger.getLogger(ServedTemporalModel.class);
  private static final int DEADLINE_SECONDS = 30;

  /** Most windows in a request; the service accepts 64 rows. */
  static final int MOST_WINDOWS = 64;

  private final GRPCInferenceServiceBlockingStub models;
  private final TemporalChoice choice;
  private final AtomicBoolean missed = new AtomicBoolean();

  @Inject
  ServedTemporalModel(
      @GrpcClient("segmentation") GRPCInferenceServiceBlockingStub models, EfConfig config) {
    this(models, config.temporal());
  }

  ServedTemporalModel(GRPCInferenceServiceBlockingStub models, TemporalChoice choice) {
    this.models = models;
    this.choice = choice;
  }

  /**
   * The model in use. Empty if no model is configured, or if segmentation-service does not serve
   * it. Results are then computed without a model and state this; a model that is not served is
   * logged once.
   *
   * @throws StatusRuntimeException if segmentation-service cannot be reached in time
   */
  public Optional<ModelReference> reference() {
    return choice.model().flatMap(this::described);
  }

  private Optional<ModelReference> described(String name) {
    try {
      ModelMetadataResponse model =
          models
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .modelMetadata(ModelMetadataRequest.newBuilder().setName(name).build());
      return Optional.of(
          ModelReference.newBuilder()
              .setName(name)
              .setVersion(model.getVersionsCount() == 0 ? "" : model.getVersions(0))
              .setSha256(model.getPropertiesMap().getOrDefault("sha256", ""))
              .build());
    } catch (StatusRuntimeException e) {
      if (!Peer.notServed(e)) {
        throw SegmentationClient.PEER.failure(e);
      }
      if (missed.compareAndSet(false, true)) {
        LOG.warnf(
            "segmentation-service does not serve %s; results are computed without it. Add it to"
                + " echomotion.segmentation.further-models, or set echomotion.ef.temporal=none.",
            name);
      }
      return Optional.empty();
    }
  }

  /**
   * Returns a temporal model that asks {@code model} in exactly that version, or {@link
   * TemporalModel#NONE} if there is no model.
   *
   * @throws StatusRuntimeException if segmentation-service cannot be reached in time, or no longer
   *     serves that version
   * @throws EchoMotionException {@link EjectionFractionError#BAD_SEGMENTATION} if its answer cannot
   *     be used, {@link EjectionFractionError#PEER_REFUSED} if it refuses the request
   */
  public TemporalModel of(Optional<ModelReference> model) {
    return model
        .<TemporalModel>map(
            reference -> (frames, rate) -> Optional.of(ask(reference, frames, rate)))
        .orElse(TemporalModel.NONE);
  }

  private TemporalEstimate ask(
      ModelReference model, List<Optional<MeasuredFrame>> frames, FrameRate frameRate) {
    TemporalWindows windows = new TemporalWindows(frames, frameRate);
    float[] features = windows.features();
    int perWindow = TemporalWindows.WINDOW * TemporalWindows.FEATURES;
    float[] disks = new float[windows.count() * TemporalWindows.WINDOW * TemporalWindows.SHAPE];
    float[] phases = new float[windows.count() * TemporalWindows.WINDOW * TemporalWindows.PHASES];
    for (int from = 0; from < windows.count(); from += MOST_WINDOWS) {
      int count = Math.min(MOST_WINDOWS, windows.count() - from);
      ModelInferResponse answer =
          answer(
              request(
                  model,
                  count,
                  Arrays.copyOfRange(features, from * perWindow, (from + count) * perWindow)));
      read(answer, "disks", disks, from, count, disks.length / windows.count());
      read(answer, "phases", phases, from, count, phases.length / windows.count());
    }
    try {
      return windows.merge(disks, phases);
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(
          e, EjectionFractionError.BAD_SEGMENTATION, String.valueOf(e.getMessage()));
    }
  }

  /** If the version was replaced meanwhile, the next try finds the new one. */
  private ModelInferResponse answer(ModelInferRequest request) {
    try {
      return models.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).modelInfer(request);
    } catch (StatusRuntimeException e) {
      throw Peer.notFound(e) ? e : SegmentationClient.PEER.failure(e);
    }
  }

  private static ModelInferRequest request(ModelReference model, int windows, float[] features) {
    ByteBuffer bytes =
        ByteBuffer.allocate(features.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(features);
    return ModelInferRequest.newBuilder()
        .setModelName(model.getName())
        .setModelVersion(model.getVersion())
        .addInputs(
            InferInputTensor.newBuilder()
                .setName("features")
                .setDatatype("FP32")
                .addShape(windows)
                .addShape(TemporalWindows.WINDOW)
                .addShape(TemporalWindows.FEATURES))
        .addRawInputContents(ByteString.copyFrom(bytes))
        .build();
  }

  private static void read(
      ModelInferResponse answer,
      String output,
      float[] into,
      int firstWindow,
      int windows,
      int perWindow) {
    for (int i = 0; i < answer.getOutputsCount(); i++) {
      if (!answer.getOutputs(i).getName().equals(output)) {
        continue;
      }
      int values = windows * perWindow;
      if (answer.getRawOutputContents(i).size() != values * Float.BYTES) {
        throw bad("the temporal model's output " + output + " has the wrong size");
      }
      answer
          .getRawOutputContents(i)
          .asReadOnlyByteBuffer()
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(into, firstWindow * perWindow, values);
      return;
    }
    throw bad("the temporal model did not return the output " + output);
  }

  private static EchoMotionException bad(String what) {
    return new EchoMotionException(EjectionFractionError.BAD_SEGMENTATION, what);
  }
}
