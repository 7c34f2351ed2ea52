package org.echomotion.xai.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.echomotion.audit.Audited;
import org.echomotion.json.Json;
import org.echomotion.security.Roles;

/** Explanations over REST. */
@Path("/v1/clips/{clipId}/explanation")
public class ExplanationResource {

  private final Explanations explanations;

  ExplanationResource(Explanations explanations) {
    this.explanations = explanations;
  }

  /** Returns an {@code Explanation} as protobuf JSON; 404 until there is one. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public String get(@PathParam("clipId") String clipId) {
    return Json.of(explanations.of(clipId));
  }

  /** Returns the bytes of one artefact, shown in the browser; 404 if there is none of that name. */
  @GET
  @Path("{artefact}")
  @Blocking
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Response artefact(@PathParam("clipId") String clipId, @PathParam("artefact") String name) {
    Explanations.Found found = explanations.artefact(clipId, name);
    boolean text = found.row().mediaType().startsWith("text/");
    return shown(
            found.file().toFile(),
            text ? found.row().mediaType() + ";charset=UTF-8" : found.row().mediaType(),
            found.row().name())
        .header(HttpHeaders.ETAG, "\"" + found.row().sha256() + "\"")
        .build();
  }

  /** A response that a browser shows in place, without scripts, and requests again each time. */
  static Response.ResponseBuilder shown(Object content, String contentType, String name) {
    return Response.ok(content)
        .header(HttpHeaders.CONTENT_TYPE, contentType)
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + "\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Content-Security-Policy", "sandbox");
  }
}
