package org.echomotion.ef.api.grpc;

import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import org.echomotion.audit.Audited;
import org.echomotion.contract.ef.v1.EjectionFractionService;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.ListEjectionFractionsResponse;
import org.echomotion.contract.ef.v1.WatchEjectionFractionRequest;
import org.echomotion.contract.ef.v1.WatchEjectionFractionResponse;
import org.echomotion.ef.api.answers.ResultPages;
import org.echomotion.ef.api.answers.Results;
import org.echomotion.security.Roles;
import org.echomotion.stream.ServerStream;
import org.echomotion.stream.StreamKind;

/** Results over gRPC. */
@GrpcService
public class EjectionFractionCalls implements EjectionFractionService {

  private final Results results;
  private final ResultPages pages;

  EjectionFractionCalls(Results results, ResultPages pages) {
    this.results = results;
    this.pages = pages;
  }

  @Override
  @Blocking
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Uni<GetEjectionFractionResponse> getEjectionFraction(GetEjectionFractionRequest request) {
    return Uni.createFrom().item(results.get(request));
  }

  @Override
  @Audited
  @ServerStream(StreamKind.WATCH)
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Multi<WatchEjectionFractionResponse> watchEjectionFraction(
      WatchEjectionFractionRequest request) {
    return results.watch(request);
  }

  @Override
  @Blocking
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Uni<ListEjectionFractionsResponse> listEjectionFractions(
      ListEjectionFractionsRequest request) {
    return Uni.createFrom().item(pages.page(request));
  }
}
