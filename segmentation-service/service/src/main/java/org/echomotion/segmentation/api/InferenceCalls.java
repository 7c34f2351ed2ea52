package org.echomotion.segmentation.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.echomotion.audit.NotAudited;
import org.echomotion.contract.inference.GRPCInferenceService;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.inference.ModelMetadataRequest;
import org.echomotion.contract.inference.ModelMetadataResponse;
import org.echomotion.contract.inference.ModelReadyRequest;
import org.echomotion.contract.inference.ModelReadyResponse;
import org.echomotion.contract.inference.ServerLiveRequest;
import org.echomotion.contract.inference.ServerLiveResponse;
import org.echomotion.contract.inference.ServerMetadataRequest;
import org.echomotion.contract.inference.ServerMetadataResponse;
import org.echomotion.contract.inference.ServerReadyRequest;
import org.echomotion.contract.inference.ServerReadyResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.security.Roles;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.FrameOutputs;
import org.echomotion.segmentation.model.ModelManifest;
import org.echomotion.segmentation.model.ServedSignature;
import org.echomotion.segmentation.model.TensorModel;

/**
 * The models over the Open Inference Protocol. Each signature of the segmentation model is served
 * as a model with the signature's name. The segmentation model's own name means {@code segment}.
 * The other models are served by their names.
 */
@GrpcService
@NotAudited("Models compute on the tensors of the request; nothing of a study is read or stored.")
public class InferenceCalls implements GRPCInferenceService {

  private static final String SERVER_NAME = "echomotion-segmentation";
  private static final String PLATFORM = "tensorflow_savedmodel";

  private final ModelServer models;
  private final FurtherModels further;
  private final ServiceProvenance provenance;

  InferenceCalls(ModelServer models, FurtherModels further, ServiceProvenance provenance) {
    this.models = models;
    this.further = further;
    this.provenance = provenance;
  }

  @Override
  @RolesAllowed({Roles.SERVICE, Roles.CLINICIAN, Roles.ML_ENGINEER})
  public Uni<ServerLiveResponse> serverLive(ServerLiveRequest request) {
    return Uni.createFrom().item(ServerLiveResponse.newBuilder().setLive(true).build());
  }

  @Override
  @RolesAllowed({Roles.SERVICE, Roles.CLINICIAN, Roles.ML_ENGINEER})
  public Uni<ServerReadyResponse> serverReady(ServerReadyRequest request) {
    boolean ready = models.ready() && further.ready();
    return Uni.createFrom().item(ServerReadyResponse.newBuilder().setReady(ready).build());
  }

  @Override
  @RolesAllowed({Roles.SERVICE, Roles.CLINICIAN, Roles.ML_ENGINEER})
  public Uni<ModelReadyResponse> modelReady(ModelReadyRequest request) {
    boolean ready =
        (models.ready() && find(request.getName(), request.getVersion()).isPresent())
            || (further.ready()
                && further.find(request.getName(), request.getVersion()).isPresent());
    return Uni.createFrom().item(ModelReadyResponse.newBuilder().setReady(ready).build());
  }

  @Override
  @RolesAllowed({Roles.SERVICE, Roles.CLINICIAN, Roles.ML_ENGINEER})
  public Uni<ServerMetadataResponse> serverMetadata(ServerMetadataRequest request) {
    return Uni.createFrom()
        .item(
            ServerMetadataResponse.newBuilder()
                .setName(SERVER_NAME)
                .setVersion(provenance.softwareVersion())
                .build());
  }

  @Override
  @RolesAllowed({Roles.SERVICE, Roles.CLINICIAN, Roles.ML_ENGINEER})
  public Uni<ModelMetadataResponse> modelMetadata(ModelMetadataRequest request) {
    ModelMetadataResponse.Builder answer =
        ModelMetadataResponse.newBuilder().setName(request.getName()).setPlatform(PLATFORM);
    Optional<TensorModel> other = further.find(request.getName(), request.getVersion());
    if (other.isPresent()) {
      other.get().inputs().stream().map(FurtherTensors::metadata).forEach(answer::addInputs);
      other.get().outputs().stream().map(FurtherTensors::metadata).forEach(answer::addOutputs);
    } else {
      ServedSignature signature = signature(request.getName(), request.getVersion());
      answer.addInputs(InferenceTensors.inputMetadata());
      signature.outputs().stream()
          .map(InferenceTensors::outputMetadata)
          .forEach(answer::addOutputs);
    }
    ModelManifest model = other.map(TensorModel::manifest).orElseGet(models::manifest);
    model
        .ejectionFractionCalibration()
        .ifPresent(calibration -> answer.putProperties("ef_calibration", calibration));
    return Uni.createFrom()
        .item(
            answer
                .addVersions(model.version())
                .putProperties("name", model.name())
                .putProperties("sha256", model.sha256())
                .putProperties("licence", model.licence())
                .putProperties("preprocessing_version", model.preprocessingVersion())
                .build());
  }

  @Override
  @Blocking
  @RolesAllowed({
    Roles.SERVICE,
    Roles.CLINICIAN,
    Roles.ANNOTATOR,
    Roles.REVIEWER,
    Roles.ML_ENGINEER
  })
  public Uni<ModelInferResponse> modelInfer(ModelInferRequest request) {
    ModelInferResponse.Builder answer =
        ModelInferResponse.newBuilder().setModelName(request.getModelName()).setId(request.getId());
    Optional<TensorModel> other = further.find(request.getModelName(), request.getModelVersion());
    if (other.isPresent()) {
      answer.setModelVersion(other.get().manifest().version());
      FurtherTensors.infer(other.get(), request, answer);
      return Uni.createFrom().item(answer.build());
    }
    ServedSignature signature = signature(request.getModelName(), request.getModelVersion());
    List<ServedSignature.Output> outputs = InferenceTensors.wanted(request, signature);
    List<byte[]> frames = InferenceTensors.frames(request);
    answer.setModelVersion(models.manifest().version());
    InferenceTensors.add(answer, outputs, run(signature, frames));
    return Uni.createFrom().item(answer.build());
  }

  private List<FrameOutputs> run(ServedSignature signature, List<byte[]> frames) {
    List<FrameOutputs> outputs = new ArrayList<>(frames.size());
    for (CompletableFuture<FrameOutputs> outcome :
        models.batcher().submit(signature, frames, Duration.ZERO)) {
      try {
        outputs.add(outcome.join());
      } catch (CompletionException e) {
        throw e.getCause() instanceof EchoMotionException known ? known : e;
      }
    }
    return outputs;
  }

  private ServedSignature signature(String name, String version) {
    return find(name, version)
        .orElseThrow(
            () ->
                new EchoMotionException(
                    SegmentationError.NO_SUCH_MODEL,
                    name,
                    version,
                    String.join(", ", servedNames()),
                    models.manifest().version()));
  }

  private List<String> servedNames() {
    List<String> names = new ArrayList<>(List.of("segment", "grad_cam", models.manifest().name()));
    names.addAll(further.names());
    return names;
  }

  private Optional<ServedSignature> find(String name, String version) {
    if (!version.isEmpty() && !version.equals(models.manifest().version())) {
      return Optional.empty();
    }
    return name.equals(models.manifest().name())
        ? Optional.of(ServedSignature.SEGMENT)
        : ServedSignature.ofKey(name);
  }
}
