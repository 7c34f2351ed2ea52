package org.echomotion.activelearning.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.audit.NotAudited;
import org.echomotion.contract.activelearning.v1.CampaignService;
import org.echomotion.contract.activelearning.v1.CreateCampaignRequest;
import org.echomotion.contract.activelearning.v1.CreateCampaignResponse;
import org.echomotion.contract.activelearning.v1.ListCampaignsRequest;
import org.echomotion.contract.activelearning.v1.ListCampaignsResponse;
import org.echomotion.contract.activelearning.v1.UpdateCampaignRequest;
import org.echomotion.contract.activelearning.v1.UpdateCampaignResponse;
import org.echomotion.security.Roles;

/** Campaigns over gRPC. */
@GrpcService
@Blocking
public class CampaignCalls implements CampaignService {

  private final CampaignAnswers answers;

  CampaignCalls(CampaignAnswers answers) {
    this.answers = answers;
  }

  @Override
  @Audited(AuditAction.CREATE)
  @RolesAllowed({Roles.ML_ENGINEER, Roles.ADMIN})
  public Uni<CreateCampaignResponse> createCampaign(CreateCampaignRequest request) {
    return Uni.createFrom().item(answers.create(request));
  }

  @Override
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.ML_ENGINEER, Roles.ADMIN})
  public Uni<UpdateCampaignResponse> updateCampaign(UpdateCampaignRequest request) {
    return Uni.createFrom().item(answers.update(request));
  }

  @Override
  @NotAudited("It shows settings and numbers of frames only.")
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public Uni<ListCampaignsResponse> listCampaigns(ListCampaignsRequest request) {
    return Uni.createFrom().item(answers.list());
  }
}
