package org.echomotion.xai.api;

import com.google.protobuf.ByteString;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.echomotion.contract.xai.v1.DownloadArtefactRequest;
import org.echomotion.contract.xai.v1.DownloadArtefactResponse;
import org.echomotion.contract.xai.v1.ExplanationService;
import org.echomotion.contract.xai.v1.GetExplanationRequest;
import org.echomotion.contract.xai.v1.GetExplanationResponse;
import org.echomotion.security.Roles;

/** Explanations over gRPC. */
@GrpcService
public class ExplanationCalls implements ExplanationService {

  private static final int CHUNK_BYTES = 1 << 20;

  private final Explanations explanations;

  ExplanationCalls(Explanations explanations) {
    this.explanations = explanations;
  }

  @Override
  @Blocking
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Uni<GetExplanationResponse> getExplanation(GetExplanationRequest request) {
    return Uni.createFrom()
        .item(
            GetExplanationResponse.newBuilder()
                .setExplanation(explanations.of(request.getClipId()))
                .build());
  }

  @Override
  @Blocking
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Multi<DownloadArtefactResponse> downloadArtefact(DownloadArtefactRequest request) {
    Explanations.Found found = explanations.artefact(request.getClipId(), request.getName());
    return Multi.createFrom()
        .resource(() -> open(found), ExplanationCalls::chunks)
        .withFinalizer(ExplanationCalls::close);
  }

  private static Multi<DownloadArtefactResponse> chunks(InputStream in) {
    return Multi.createFrom()
        .generator(
            () -> in,
            (from, emitter) -> {
              ByteString chunk = next(from);
              if (chunk.isEmpty()) {
                emitter.complete();
              } else {
                emitter.emit(DownloadArtefactResponse.newBuilder().setChunk(chunk).build());
              }
              return from;
            });
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Explanations.Found found) {
    try {
      return Files.newInputStream(found.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteString next(InputStream in) {
    try {
      return ByteString.copyFrom(in.readNBytes(CHUNK_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
