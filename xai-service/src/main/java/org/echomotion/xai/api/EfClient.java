package org.echomotion.xai.api;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc.EjectionFractionServiceBlockingStub;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.Peer;
import org.echomotion.xai.XaiError;

/** Complete results from ef-service; the event has no frames. */
@ApplicationScoped
class EfClient {

  private static final Peer PEER = new Peer("ef-service", XaiError.PEER_REFUSED);
  private static final int DEADLINE_SECONDS = 60;

  private final EjectionFractionServiceBlockingStub ef;

  EfClient(@GrpcClient("ef") EjectionFractionServiceBlockingStub ef) {
    this.ef = ef;
  }

  /** Returns the clip's result with its frames; the newest if there are several. */
  EjectionFraction of(UUID clipId) {
    List<EjectionFraction> results =
        PEER.ask(
            () ->
                ef.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .getEjectionFraction(
                        GetEjectionFractionRequest.newBuilder()
                            .setClipId(clipId.toString())
                            .build())
                    .getResultsList());
    if (results.isEmpty()) {
      throw new EchoMotionException(
          XaiError.EVIDENCE_INCONSISTENT, "ef-service has no result for it");
    }
    return results.get(results.size() - 1);
  }

  /**
   * Returns the results of a study's clips and their combined result.
   *
   * @param includePoor whether to include the numbers of results of poor quality
   * @throws EchoMotionException {@code STUDY_NOT_FOUND} until one of its clips has a result, {@code
   *     EF_SERVICE_AWAY} if ef-service cannot be reached
   */
  GetEjectionFractionResponse ofStudy(String studyKey, boolean includePoor) {
    try {
      return ef.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
          .getEjectionFraction(
              GetEjectionFractionRequest.newBuilder()
                  .setStudyKey(studyKey)
                  .setIncludePoor(includePoor)
                  .build());
    } catch (StatusRuntimeException e) {
      throw new EchoMotionException(
          e, Peer.notFound(e) ? XaiError.STUDY_NOT_FOUND : XaiError.EF_SERVICE_AWAY);
    }
  }
}
