package org.echomotion.activelearning.api.frame;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.echomotion.activelearning.api.Requests;
import org.echomotion.audit.Audited;
import org.echomotion.audit.NotAudited;
import org.echomotion.security.Authentication;
import org.echomotion.security.Roles;
import org.jboss.resteasy.reactive.RestPath;

/** What the page needs in addition to the queue and the studies: pictures, outlines, the caller. */
@Path("/v1/annotation")
@Blocking
public class ClipFrameResource {

  private static final String CACHED = "private, max-age=3600, immutable";

  private final FrameImages images;
  private final ClipContours contours;
  private final VentricleProbabilities probabilities;
  private final SecurityIdentity caller;
  private final Authentication authentication;

  ClipFrameResource(
      FrameImages images,
      ClipContours contours,
      VentricleProbabilities probabilities,
      SecurityIdentity caller,
      Authentication authentication) {
    this.images = images;
    this.contours = contours;
    this.probabilities = probabilities;
    this.caller = caller;
    this.authentication = authentication;
  }

  /**
   * The caller.
   *
   * @param name the name in the access token, or the local user
   * @param roles sorted
   * @param signedIn whether the caller signed in; otherwise it is the local user
   */
  public record Caller(String name, List<String> roles, boolean signedIn) {}

  /** One display frame as JPEG, de-identified, gray and not enhanced. */
  @GET
  @Path("/clips/{clip}/frames/{index}")
  @Produces("image/jpeg")
  @NotAudited("ingest-service records it, as StreamFrames.")
  @RolesAllowed({Roles.CLINICIAN, Roles.ANNOTATOR, Roles.REVIEWER, Roles.ML_ENGINEER})
  public Response frame(@RestPath String clip, @RestPath int index) {
    return Response.ok(images.jpeg(Requests.uuid("the clip", clip), index))
        .header("Cache-Control", CACHED)
        .build();
  }

  /**
   * The model's outlines of all frames. The list is empty while the caller must draw a frame of the
   * clip without the model's outline.
   */
  @GET
  @Path("/clips/{clip}/contours")
  @Produces(MediaType.APPLICATION_JSON)
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ANNOTATOR, Roles.REVIEWER, Roles.ML_ENGINEER})
  public ClipContours.Contours contours(@RestPath String clip) {
    return contours.of(Requests.uuid("the clip", clip), caller.getPrincipal().getName());
  }

  /**
   * The model's probability of the left ventricle in each pixel of a working frame, as a gray PNG:
   * 0 is black, 1 is white. 204 while the caller must draw the frame without the model's outline.
   */
  @GET
  @Path("/clips/{clip}/frames/{index}/probability")
  @Produces("image/png")
  @NotAudited("ingest-service records it, as StreamFrames.")
  @RolesAllowed({Roles.CLINICIAN, Roles.ANNOTATOR, Roles.REVIEWER, Roles.ML_ENGINEER})
  public Response probability(@RestPath String clip, @RestPath int index) {
    return probabilities
        .png(Requests.uuid("the clip", clip), index, caller.getPrincipal().getName())
        .map(Response::ok)
        .orElseGet(Response::noContent)
        .build();
  }

  /** The caller's name and roles. */
  @GET
  @Path("/me")
  @Produces(MediaType.APPLICATION_JSON)
  @NotAudited("It shows the caller only the caller's own name and roles.")
  @RolesAllowed({Roles.CLINICIAN, Roles.ANNOTATOR, Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public Caller me() {
    return new Caller(
        caller.getPrincipal().getName(),
        caller.getRoles().stream().sorted().toList(),
        !authentication.isLocal());
  }
}
