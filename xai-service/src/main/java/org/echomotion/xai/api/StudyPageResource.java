package org.echomotion.xai.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.echomotion.audit.Audited;
import org.echomotion.security.Roles;

/** The page of a study over REST, next to its clips' reports. */
@Path("/v1/studies/{key}/explanation")
public class StudyPageResource {

  private static final String PAGE = "study.html";

  private final StudyPages reports;

  StudyPageResource(StudyPages reports) {
    this.reports = reports;
  }

  /**
   * Returns the page, shown in the browser; 404 until a clip of the study has a result.
   *
   * @param includePoor whether to include the numbers of results of poor quality
   */
  @GET
  @Path(PAGE)
  @Blocking
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Response get(
      @PathParam("key") String studyKey, @QueryParam("includePoor") boolean includePoor) {
    byte[] html =
        reports.html(
            studyKey,
            includePoor,
            clip -> Optional.of("../../../clips/" + clip + "/explanation/report.html"));
    return ExplanationResource.shown(html, "text/html;charset=UTF-8", PAGE).build();
  }
}
