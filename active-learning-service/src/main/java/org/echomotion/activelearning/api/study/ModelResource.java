package org.echomotion.activelearning.api.study;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.echomotion.audit.NotAudited;
import org.echomotion.json.Json;
import org.echomotion.security.Roles;

/** The models in use, for the workbench. */
@Path("/v1/workbench/models")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

  private final ModelClient models;

  ModelResource(ModelClient models) {
    this.models = models;
  }

  /** The answer of {@code ListModels}. */
  @GET
  @NotAudited("It describes models; nothing of a study is read.")
  @RolesAllowed({Roles.CLINICIAN, Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public String models() {
    return Json.line(models.models());
  }
}
