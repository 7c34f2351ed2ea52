package org.echomotion.activelearning.api.study;

import io.grpc.StatusRuntimeException;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Map;
import java.util.stream.Collectors;
import org.echomotion.audit.Audited;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.security.Roles;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Explanations for the workbench: xai-service's files, with the headers that it sends. The pictures
 * in its pages are compressed already.
 */
@Path("/v1/workbench")
@Blocking
public class ExplanationResource {

  private static final String PAGE = "study.html";

  private final ExplanationClient explanations;
  private final StudyClient studies;

  ExplanationResource(ExplanationClient explanations, StudyClient studies) {
    this.explanations = explanations;
    this.studies = studies;
  }

  /** The bytes of one artefact of a clip; 404 if there is none of that name. */
  @GET
  @Path("/clips/{clip}/explanation/{artefact}")
  @Uncompressed
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Response artefact(
      @RestPath String clip, @RestPath String artefact, @Context HttpServerResponse connection) {
    String mediaType =
        explanations.mediaType(clip, artefact).orElse(MediaType.APPLICATION_OCTET_STREAM);
    return shown(explanations.artefact(clip, artefact), connection, mediaType, artefact);
  }

  /**
   * The page of a study, with links to its clips' reports; 404 until a clip has a result.
   *
   * @param includePoor whether to include the numbers of results of poor quality
   */
  @GET
  @Path("/studies/{key}/explanation/" + PAGE)
  @Uncompressed
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Response page(
      @RestPath String key,
      @RestQuery boolean includePoor,
      @Context HttpServerResponse connection) {
    Map<String, String> links =
        studies.study(key, includePoor).getResultsList().stream()
            .map(EjectionFraction::getClipId)
            .distinct()
            .collect(
                Collectors.toMap(
                    clip -> clip, clip -> "../../../clips/" + clip + "/explanation/report.html"));
    return shown(explanations.page(key, includePoor, links), connection, MediaType.TEXT_HTML, PAGE);
  }

  /** A response that a browser shows in place, without scripts, and requests again each time. */
  private static Response shown(
      Download<?> content, HttpServerResponse connection, String mediaType, String name) {
    StreamingOutput complete =
        out -> {
          try {
            content.write(out);
          } catch (StatusRuntimeException e) {
            // Otherwise the part that was sent would look like the whole file.
            connection.reset();
            throw e;
          }
        };
    return Response.ok(complete)
        .header(
            HttpHeaders.CONTENT_TYPE,
            mediaType.startsWith("text/") ? mediaType + ";charset=UTF-8" : mediaType)
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + "\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Content-Security-Policy", "sandbox")
        .build();
  }
}
