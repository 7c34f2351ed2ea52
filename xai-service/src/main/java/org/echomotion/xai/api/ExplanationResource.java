package org.echomotion.xai.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.echomotion.security.Roles;

/** Explanations over REST. */
@Path("/v1")
public class ExplanationResource {

  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

  private static final String STUDY_PAGE = "study.html";

  private final Explanations explanations;
  private final StudyReports reports;

  ExplanationResource(Explanations explanations, StudyReports reports) {
    this.explanations = explanations;
    this.reports = reports;
  }

  /** An {@code Explanation} as protobuf JSON; 404 until there is one. */
  @GET
  @Path("/clips/{clipId}/explanation")
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public String get(@PathParam("clipId") String clipId) throws InvalidProtocolBufferException {
    return JSON.print(explanations.of(clipId));
  }

  /** The bytes of one artefact, to be shown in place; 404 where there is none of that name. */
  @GET
  @Path("/clips/{clipId}/explanation/{artefact}")
  @Blocking
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

  /**
   * The page of a study, to be shown in place; 404 until a clip of it has a result.
   *
   * @param includePoor whether results of poor quality come with their number
   */
  @GET
  @Path("/studies/{key}/explanation/" + STUDY_PAGE)
  @Blocking
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Response study(
      @PathParam("key") String studyKey, @QueryParam("includePoor") boolean includePoor) {
    byte[] html =
        reports.html(
            studyKey,
            includePoor,
            clip -> Optional.of("../../../clips/" + clip + "/explanation/report.html"));
    return shown(html, "text/html;charset=UTF-8", STUDY_PAGE).build();
  }

  private static Response.ResponseBuilder shown(Object content, String contentType, String name) {
    return Response.ok(content)
        .header(HttpHeaders.CONTENT_TYPE, contentType)
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + "\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Content-Security-Policy", "sandbox");
  }
}
