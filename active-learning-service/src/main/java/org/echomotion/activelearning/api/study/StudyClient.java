package org.echomotion.activelearning.api.study;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc.EjectionFractionServiceBlockingStub;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.ListEjectionFractionsResponse;
import org.echomotion.contract.ef.v1.MutinyEjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.MutinyEjectionFractionServiceGrpc.MutinyEjectionFractionServiceStub;
import org.echomotion.contract.ef.v1.WatchEjectionFractionRequest;
import org.echomotion.contract.ef.v1.WatchEjectionFractionResponse;

/**
 * Results of studies from ef-service. The methods with one answer throw as {@link PassedOn#ask}.
 */
@ApplicationScoped
class StudyClient {

  private static final PassedOn PEER = new PassedOn("ef-service");
  private static final int DEADLINE_SECONDS = 30;

  private final EjectionFractionServiceBlockingStub ef;
  private final MutinyEjectionFractionServiceStub watching;

  StudyClient(@GrpcClient("ef") Channel ef) {
    this.ef = EjectionFractionServiceGrpc.newBlockingStub(ef);
    this.watching = MutinyEjectionFractionServiceGrpc.newMutinyStub(ef);
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

  /**
   * Returns the results of a cine while it is being uploaded to a study: each is computed from the
   * frames so far. Ends with the upload, and is empty if nothing is being uploaded. Ends without an
   * error if ef-service fails, because neither the upload nor its result depends on it.
   */
  Multi<EjectionFraction> provisional(String key) {
    return watching
        .withDeadlineAfter(UploadClient.DEADLINE_HOURS, TimeUnit.HOURS)
        .watchEjectionFraction(WatchEjectionFractionRequest.newBuilder().setStudyKey(key).build())
        .select()
        .first(WatchEjectionFractionResponse::getProvisional)
        .map(WatchEjectionFractionResponse::getResult)
        .onFailure(StatusRuntimeException.class)
        .recoverWithCompletion();
  }

  private EjectionFractionServiceBlockingStub inTime() {
    return ef.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }
}
