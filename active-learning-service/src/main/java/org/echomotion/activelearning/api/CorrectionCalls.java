package org.echomotion.activelearning.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.contract.activelearning.v1.CorrectFrameRequest;
import org.echomotion.contract.activelearning.v1.CorrectFrameResponse;
import org.echomotion.contract.activelearning.v1.CorrectionService;
import org.echomotion.contract.activelearning.v1.ListCorrectionsRequest;
import org.echomotion.contract.activelearning.v1.ListCorrectionsResponse;
import org.echomotion.security.Roles;

/** Corrections from the page of a study over gRPC. */
@GrpcService
@Blocking
public class CorrectionCalls implements CorrectionService {

  private final CorrectionAnswers answers;

  CorrectionCalls(CorrectionAnswers answers) {
    this.answers = answers;
  }

  @Override
  @Audited(AuditAction.CREATE)
  @RolesAllowed({Roles.CLINICIAN})
  public Uni<CorrectFrameResponse> correctFrame(CorrectFrameRequest request) {
    return Uni.createFrom().item(answers.correct(request));
  }

  @Override
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER})
  public Uni<ListCorrectionsResponse> listCorrections(ListCorrectionsRequest request) {
    return Uni.createFrom().item(answers.list(request));
  }
}
