package org.echomotion.activelearning.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.audit.NotAudited;
import org.echomotion.contract.activelearning.v1.ExtendLeaseRequest;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.ReleaseRequest;
import org.echomotion.contract.activelearning.v1.SaveDraftRequest;
import org.echomotion.contract.activelearning.v1.SkipRequest;
import org.echomotion.contract.activelearning.v1.SubmitRequest;
import org.echomotion.json.Json;
import org.echomotion.security.Roles;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * The annotation queue over REST. Bodies are the messages of {@code AnnotationQueueService} as
 * protobuf JSON; the path contains the identifier of the task.
 */
@Path("/v1/annotation")
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LeaseResource {

  private final QueueAnswers answers;

  LeaseResource(QueueAnswers answers) {
    this.answers = answers;
  }

  /** The REST equivalent of {@code LeaseNext}. */
  @POST
  @Path("/leases")
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public String leaseNext(@Nullable String body) {
    return Json.line(
        answers.leaseNext(JsonBody.parse(body, LeaseNextRequest.newBuilder()).build()));
  }

  /** The REST equivalent of {@code ListLeases}. */
  @GET
  @Path("/leases")
  @Audited
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public String leases() {
    return Json.line(answers.leases());
  }

  /** The REST equivalent of {@code ExtendLease}. */
  @POST
  @Path("/leases/{task}/extend")
  @NotAudited("It changes only how long the caller has a frame.")
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public String extend(@RestPath String task, @Nullable String body) {
    return Json.line(
        answers.extend(
            JsonBody.parse(body, ExtendLeaseRequest.newBuilder()).setTaskId(task).build()));
  }

  /** The REST equivalent of {@code SaveDraft}. */
  @PUT
  @Path("/leases/{task}/draft")
  @NotAudited("It stores only the caller's own unfinished drawing, every few seconds.")
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public String saveDraft(@RestPath String task, @Nullable String body) {
    return Json.line(
        answers.saveDraft(
            JsonBody.parse(body, SaveDraftRequest.newBuilder()).setTaskId(task).build()));
  }

  /** The REST equivalent of {@code Submit}. */
  @POST
  @Path("/leases/{task}/submit")
  @Audited(AuditAction.CREATE)
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public String submit(@RestPath String task, @Nullable String body) {
    return Json.line(
        answers.submit(JsonBody.parse(body, SubmitRequest.newBuilder()).setTaskId(task).build()));
  }

  /** The REST equivalent of {@code Skip}. */
  @POST
  @Path("/leases/{task}/skip")
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public String skip(@RestPath String task, @Nullable String body) {
    return Json.line(
        answers.skip(JsonBody.parse(body, SkipRequest.newBuilder()).setTaskId(task).build()));
  }

  /** The REST equivalent of {@code Release}. */
  @POST
  @Path("/leases/{task}/release")
  @Audited(AuditAction.UPDATE)
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public String release(@RestPath String task, @Nullable String body) {
    return Json.line(
        answers.release(JsonBody.parse(body, ReleaseRequest.newBuilder()).setTaskId(task).build()));
  }

  /** The REST equivalent of {@code ListDrafts}. */
  @GET
  @Path("/drafts")
  @NotAudited("It shows only the caller's own drawings.")
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER})
  public String drafts() {
    return Json.line(answers.drafts());
  }

  /** The REST equivalent of {@code Stats}. */
  @GET
  @Path("/stats")
  @NotAudited("It shows numbers of frames only.")
  @RolesAllowed({Roles.ANNOTATOR, Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN})
  public String stats() {
    return Json.line(answers.stats());
  }
}
