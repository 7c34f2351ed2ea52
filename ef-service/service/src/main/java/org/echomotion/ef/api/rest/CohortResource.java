package org.echomotion.ef.api.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.echomotion.audit.Audited;
import org.echomotion.ef.api.answers.CohortQuery;
import org.echomotion.ef.api.answers.ResultPages;
import org.echomotion.json.Json;
import org.echomotion.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Results of all studies over REST, as protobuf JSON. */
@Path("/v1/ejection-fractions")
@Blocking
public class CohortResource {

  private final ResultPages pages;

  CohortResource(ResultPages pages) {
    this.pages = pages;
  }

  /** The REST equivalent of {@code ListEjectionFractions}. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  @Operation(
      operationId = "listEjectionFractions",
      summary = "The newest result of each clip, page by page, newest clips first")
  @APIResponse(
      responseCode = "200",
      description = "A page of results.",
      content = @Content(schema = @Schema(ref = "ListEjectionFractionsResponse")))
  @APIResponse(ref = "BadRequest", responseCode = "400")
  public String list(
      @BeanParam CohortQuery query,
      @RestQuery @Parameter(description = "Results per page, 1 to 200. Default 50.")
          @Nullable String pageSize,
      @RestQuery
          @Parameter(description = "The last answer's nextPageToken. Default: at the newest.")
          @Nullable String pageToken) {
    return Json.of(pages.page(query.request().pageSize(pageSize).pageToken(pageToken).build()));
  }
}
