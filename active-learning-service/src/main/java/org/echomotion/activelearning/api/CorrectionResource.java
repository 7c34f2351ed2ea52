package org.echomotion.activelearning.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.contract.activelearning.v1.CorrectFrameRequest;
import org.echomotion.contract.activelearning.v1.ListCorrectionsRequest;
import org.echomotion.json.Json;
import org.echomotion.security.Roles;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Corrections from the page of a study over REST. Bodies are the messages of {@code
 * CorrectionService} as protobuf JSON; the path contains the clip and the index of the frame.
 */
@Path("/v1/annotation")
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CorrectionResource {

  private final CorrectionAnswers answers;

  CorrectionResource(CorrectionAnswers answers) {
    this.answers = answers;
  }

  /** The REST equivalent of {@code CorrectFrame}. */
  @POST
  @Path("/clips/{clip}/frames/{index}/correction")
  @Audited(AuditAction.CREATE)
  @RolesAllowed(Roles.CLINICIAN)
  public String correct(@RestPath String clip, @RestPath int index, @Nullable String body) {
    return Json.line(
        answers.correct(
            JsonBody.parse(body, CorrectFrameRequest.newBuilder())
                .setClipId(clip)
                .setFrameIndex(index)
                .build()));
  }

  /** The REST equivalent of {@code ListCorrections}. */
  @GET
  @Path("/clips/{clip}/corrections")
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER})
  public String list(@RestPath String clip) {
    return Json.line(answers.list(ListCorrectionsRequest.newBuilder().setClipId(clip).build()));
  }
}
