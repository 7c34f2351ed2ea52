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
import org.echomotion.segmentation.serving.FrameOutputs;
import org.echomotion.segmentation.serving.ModelManifest;
import org.echomotion.segmentation.serving.ServedSignature;

/**
 * The model in use over the Open Inference Protocol. Each signature is a model of its name; the
 * model's own name stands for {@code segment}.
 */
@GrpcService
public class InferenceCalls implements GRPCInferenceService {

  private static final String SERVER_NAME = "echomotion-segmentation";
  private static final String PLATFORM = "tensorflow_savedmodel";

  private final ModelServer models;
  private final ServiceProvenance provenance;

  InferenceCalls(ModelServer models, ServiceProvenance provenance) {
    this.models = models;
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
    return Uni.createFrom().item(ServerReadyResponse.newBuilder().setReady(models.ready()).build());
  }

  @Override
  @RolesAllowed({Roles.SERVICE, Roles.CLINICIAN, Roles.ML_ENGINEER})
  public Uni<ModelReadyResponse> modelReady(ModelReadyRequest request) {
    boolean ready = models.ready() && find(request.getName(), request.getVersion()).isPresent();
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
    ServedSignature signature = signature(request.getName(), request.getVersion());
    ModelManifest model = models.manifest();
    return Uni.createFrom()
        .item(
            ModelMetadataResponse.newBuilder()
                .setName(request.getName())
                .addVersions(model.version())
                .setPlatform(PLATFORM)
                .addInputs(InferenceTensors.inputMetadata())
                .addAllOutputs(
                    signature.outputs().stream().map(InferenceTensors::outputMetadata).toList())
                .putProperties("name", model.name())
                .putProperties("sha256", model.sha256())
                .putProperties("licence", model.licence())
                .putProperties("preprocessing_version", model.preprocessingVersion())
                .build());
  }

  @Override
  @Blocking
  @RolesAllowed({Roles.SERVICE, Roles.CLINICIAN, Roles.ML_ENGINEER})
  public Uni<ModelInferResponse> modelInfer(ModelInferRequest request) {
    ServedSignature signature = signature(request.getModelName(), request.getModelVersion());
    List<ServedSignature.Output> outputs = InferenceTensors.wanted(request, signature);
    List<byte[]> frames = InferenceTensors.frames(request);
    ModelInferResponse.Builder answer =
        ModelInferResponse.newBuilder()
            .setModelName(request.getModelName())
            .setModelVersion(models.manifest().version())
            .setId(request.getId());
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
                    "segment, grad_cam, " + models.manifest().name(),
                    models.manifest().version()));
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
