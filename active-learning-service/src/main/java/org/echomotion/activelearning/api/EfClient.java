package org.echomotion.activelearning.api;

import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc.EjectionFractionServiceBlockingStub;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.error.Peer;

/** Complete results from ef-service. The event does not contain beats. */
@ApplicationScoped
class EfClient {

  private static final Peer PEER = new Peer("ef-service", ActiveLearningError.PEER_REFUSED);
  private static final int DEADLINE_SECONDS = 30;

  private final EjectionFractionServiceBlockingStub ef;

  EfClient(@GrpcClient("ef") EjectionFractionServiceBlockingStub ef) {
    this.ef = ef;
  }

  /**
   * Returns the results of a study's clips, and their combined result; empty if it was deleted.
   *
   * @throws org.echomotion.error.EchoMotionException {@link ActiveLearningError#PEER_REFUSED}
   * @throws io.grpc.StatusRuntimeException if ef-service cannot be reached in time
   */
  Optional<GetEjectionFractionResponse> ofStudy(String studyKey) {
    return PEER.find(
        () ->
            ef.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .getEjectionFraction(
                    GetEjectionFractionRequest.newBuilder()
                        .setStudyKey(studyKey)
                        .setIncludePoor(true)
                        .build()));
  }
}
