package org.echomotion.activelearning.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.audit.NotAudited;
import org.echomotion.contract.activelearning.v1.CreateCampaignRequest;
import org.echomotion.contract.activelearning.v1.UpdateCampaignRequest;
import org.echomotion.json.Json;
import org.echomotion.security.Roles;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Campaigns over REST. Bodies are the messages of {@code CampaignService} as protobuf JSON. */
@Path("/v1/annotation/campaigns")
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CampaignResource {

  private final CampaignAnswers answers;

  CampaignResource(CampaignAnswers answers) {
    this.answers = answers;
  }

  /** The REST equivalent of {@code ListCampaigns}. */
  @GET
  @NotAudited("It shows settings and numbers of frames only.")
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public String list() {
    return Json.line(answers.list());
  }

  /** The REST equivalent of {@code CreateCampaign}. */
  @POST
  @Audited(AuditAction.CREATE)
  @RolesAllowed({Roles.ML_ENGINEER, Roles.ADMIN})
  public String create(@Nullable String body) {
    return Json.line(
        answers.create(JsonBody.parse(body, CreateCampaignRequest.newBuilder()).build()));
  }

  /** The REST equivalent of {@code UpdateCampaign}. */
  @PUT
  @Path("/{campaign}")
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.ML_ENGINEER, Roles.ADMIN})
  public String update(@RestPath String campaign, @Nullable String body) {
    return Json.line(
        answers.update(
            JsonBody.parse(body, UpdateCampaignRequest.newBuilder())
                .setCampaignId(campaign)
                .build()));
  }
}
