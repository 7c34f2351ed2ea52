package org.echomotion.xai.api;

import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc.EjectionFractionServiceBlockingStub;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.XaiError;

/** Complete results, from ef-service: the event leaves the frames out. */
@ApplicationScoped
class ComputedResult {

  private static final String PEER = "ef-service";

  private final EjectionFractionServiceBlockingStub ef;

  ComputedResult(@GrpcClient("ef") EjectionFractionServiceBlockingStub ef) {
    this.ef = ef;
  }

  /** The clip's result with its frames; the newest where there are several. */
  EjectionFraction of(UUID clipId) {
    List<EjectionFraction> results =
        PeerCall.of(
            PEER,
            () ->
                ef.withDeadlineAfter(PeerCall.DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .getEjectionFraction(
                        GetEjectionFractionRequest.newBuilder()
                            .setClipId(clipId.toString())
                            .build())
                    .getResultsList());
    if (results.isEmpty()) {
      throw new EchoMotionException(
          XaiError.EVIDENCE_INCONSISTENT, "ef-service has no result of it");
    }
    return results.get(results.size() - 1);
  }
}
