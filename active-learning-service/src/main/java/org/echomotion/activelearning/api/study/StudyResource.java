package org.echomotion.activelearning.api.study;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.echomotion.audit.Audited;
import org.echomotion.json.Json;
import org.echomotion.security.Roles;
import org.echomotion.stream.ServerStream;
import org.echomotion.stream.StreamKind;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Results of studies for the workbench: ef-service's messages as protobuf JSON. */
@Path("/v1/workbench")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class StudyResource {

  private final StudyClient studies;

  StudyResource(StudyClient studies) {
    this.studies = studies;
  }

  /** The answer of {@code ListEjectionFractions}: the newest result of each clip, page by page. */
  @GET
  @Path("/studies")
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public String studies(@BeanParam StudyQuery query) {
    return Json.line(studies.page(query.request()));
  }

  /**
   * The answer of {@code GetEjectionFraction}; 404 until there is a result.
   *
   * @param includePoor whether results of poor quality include their number
   */
  @GET
  @Path("/studies/{key}")
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public String study(@RestPath String key, @RestQuery boolean includePoor) {
    return Json.line(studies.study(key, includePoor));
  }

  /**
   * The provisional results of {@code WatchEjectionFraction}, as server-sent events, as long as a
   * cine is being uploaded to the study. Without an upload there is no event.
   */
  @GET
  @Path("/studies/{key}/provisional")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Audited
  @ServerStream(StreamKind.WATCH)
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Multi<String> provisional(@RestPath String key) {
    return studies.provisional(key).map(Json::line);
  }
}
