package org.echomotion.activelearning.api.study;

import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc.EjectionFractionServiceBlockingStub;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.ListEjectionFractionsResponse;

/** Results of studies from ef-service. Each method throws as {@link PassedOn#ask} does. */
@ApplicationScoped
class StudyClient {

  private static final PassedOn PEER = new PassedOn("ef-service");
  private static final int DEADLINE_SECONDS = 30;

  private final EjectionFractionServiceBlockingStub ef;

  StudyClient(@GrpcClient("ef") EjectionFractionServiceBlockingStub ef) {
    this.ef = ef;
  }

  /** Returns a page of results of all studies. */
  ListEjectionFractionsResponse page(ListEjectionFractionsRequest request) {
    return PEER.ask(() -> inTime().listEjectionFractions(request));
  }

  /**
   * Returns the results of a study's clips, and their combined result.
   *
   * @param includePoor whether results of poor quality include their number
   */
  GetEjectionFractionResponse study(String key, boolean includePoor) {
    return PEER.ask(
        () ->
            inTime()
                .getEjectionFraction(
                    GetEjectionFractionRequest.newBuilder()
                        .setStudyKey(key)
                        .setIncludePoor(includePoor)
                        .build()));
  }

  private EjectionFractionServiceBlockingStub inTime() {
    return ef.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }
}
