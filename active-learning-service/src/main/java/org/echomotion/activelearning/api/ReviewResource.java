package org.echomotion.activelearning.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Objects;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.contract.activelearning.v1.FrameState;
import org.echomotion.contract.activelearning.v1.ListFrameEventsRequest;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.MarkGoldRequest;
import org.echomotion.contract.activelearning.v1.ReopenRequest;
import org.echomotion.contract.activelearning.v1.SettleRequest;
import org.echomotion.json.Json;
import org.echomotion.security.Roles;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Review of frames over REST. Bodies are the messages of {@code ReviewService} as protobuf JSON;
 * the path contains the identifier of the frame.
 */
@Path("/v1/annotation")
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ReviewResource {

  private final ReviewAnswers answers;

  ReviewResource(ReviewAnswers answers) {
    this.answers = answers;
  }

  /** The REST equivalent of {@code ListFrames}. */
  @GET
  @Path("/frames")
  @Audited
  @RolesAllowed({Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public String frames(
      @RestQuery @DefaultValue("FRAME_STATE_REVIEW") String state,
      @RestQuery int pageSize,
      @RestQuery @Nullable String pageToken) {
    FrameState known =
        Arrays.stream(FrameState.values())
            .filter(each -> each.name().equals(state))
            .findFirst()
            .orElseThrow(() -> Requests.bad("the state is unknown"));
    return Json.line(
        answers.frames(
            ListFramesRequest.newBuilder()
                .setState(known)
                .setPageSize(pageSize)
                .setPageToken(Objects.requireNonNullElse(pageToken, ""))
                .build()));
  }

  /** The REST equivalent of {@code ListFrames} with one frame. */
  @GET
  @Path("/frames/{frame}")
  @Audited
  @RolesAllowed({Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public String frame(@RestPath String frame) {
    return Json.line(answers.frames(ListFramesRequest.newBuilder().setFrameId(frame).build()));
  }

  /** The REST equivalent of {@code Settle}. */
  @POST
  @Path("/frames/{frame}/settle")
  @Audited(AuditAction.CREATE)
  @RolesAllowed(Roles.REVIEWER)
  public String settle(@RestPath String frame, @Nullable String body) {
    return Json.line(
        answers.settle(JsonBody.parse(body, SettleRequest.newBuilder()).setFrameId(frame).build()));
  }

  /** The REST equivalent of {@code Reopen}. */
  @POST
  @Path("/frames/{frame}/reopen")
  @Audited(AuditAction.UPDATE)
  @RolesAllowed(Roles.REVIEWER)
  public String reopen(@RestPath String frame, @Nullable String body) {
    return Json.line(
        answers.reopen(JsonBody.parse(body, ReopenRequest.newBuilder()).setFrameId(frame).build()));
  }

  /** The REST equivalent of {@code MarkGold}. */
  @POST
  @Path("/frames/{frame}/gold")
  @Audited(AuditAction.UPDATE)
  @RolesAllowed(Roles.REVIEWER)
  public String gold(@RestPath String frame, @Nullable String body) {
    return Json.line(
        answers.markGold(
            JsonBody.parse(body, MarkGoldRequest.newBuilder()).setFrameId(frame).build()));
  }

  /** The REST equivalent of {@code ListFrameEvents}. */
  @GET
  @Path("/frames/{frame}/events")
  @Audited
  @RolesAllowed(Roles.REVIEWER)
  public String events(@RestPath String frame) {
    return Json.line(answers.events(ListFrameEventsRequest.newBuilder().setFrameId(frame).build()));
  }

  /** The REST equivalent of {@code ListReaders}. */
  @GET
  @Path("/readers")
  @Audited
  @RolesAllowed({Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public String readers() {
    return Json.line(answers.readers());
  }

  /** The readers' figures as a table. */
  @GET
  @Path("/readers.csv")
  @Produces("text/csv")
  @Audited
  @RolesAllowed({Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public String readersTable() {
    return ReaderTable.of(answers.readers().getReadersList());
  }
}
