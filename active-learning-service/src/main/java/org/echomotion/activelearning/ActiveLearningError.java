package org.echomotion.activelearning;

import io.grpc.Status;
import org.echomotion.error.ErrorCode;

/** The error table of active-learning-service. */
public enum ActiveLearningError implements ErrorCode {
  BAD_EVENT(Status.Code.INVALID_ARGUMENT, "The event ef.computed cannot be read."),
  BAD_REQUEST(Status.Code.INVALID_ARGUMENT, "The request is invalid: %s."),
  BAD_CONTOUR(Status.Code.INVALID_ARGUMENT, "The contour is invalid: %s."),
  BAD_IMPORT(Status.Code.INVALID_ARGUMENT, "The labels cannot be imported: %s."),
  BAD_EXPORT(Status.Code.INVALID_ARGUMENT, "The labels cannot be exported: %s."),
  PEER_REFUSED(
      Status.Code.FAILED_PRECONDITION,
      "The clip's frames cannot be queued: %s answered %s. Check that all services have the same"
          + " version."),
  PEER_AWAY(Status.Code.UNAVAILABLE, "%s does not answer. Try again in a moment."),
  UPLOAD_BROKEN(
      Status.Code.INVALID_ARGUMENT,
      "The file did not arrive completely. Nothing was stored. Upload it again."),
  LEASE_LOST(
      Status.Code.FAILED_PRECONDITION,
      "This lease has expired or belongs to someone else, or its study was deleted. Nothing was"
          + " changed. Lease the next frame."),
  KEPT_AS_DRAFT(
      Status.Code.FAILED_PRECONDITION,
      "The outline was not submitted: the lease has expired or belongs to someone else, or its"
          + " study was deleted. The drawing is kept as a draft for 30 days."),
  OTHER_SUBMISSION(
      Status.Code.ALREADY_EXISTS,
      "Another outline was already submitted with this lease and is kept. Ask a reviewer to reopen"
          + " the frame."),
  TOO_MANY_LEASES(
      Status.Code.RESOURCE_EXHAUSTED,
      "You have %d leases, and the campaign allows no more. Submit or return one first."),
  NO_SUCH_CAMPAIGN(
      Status.Code.NOT_FOUND, "There is no such campaign, or it gives out no frames any more."),
  CAMPAIGN_EXISTS(Status.Code.ALREADY_EXISTS, "There is already a campaign named %s."),
  NO_SUCH_FRAME(Status.Code.NOT_FOUND, "There is no such frame in the queue."),
  NO_SUCH_ANNOTATION(Status.Code.NOT_FOUND, "The frame has no such annotation."),
  STILL_READ(
      Status.Code.FAILED_PRECONDITION,
      "Not all readers have read this frame. A reviewer can settle it afterwards."),
  NO_RESULT(Status.Code.FAILED_PRECONDITION, "The frame has no result with an outline."),
  NO_SUCH_CLIP(Status.Code.NOT_FOUND, "There is no such clip, or it has no such frame."),
  FRAMES_AWAY(Status.Code.UNAVAILABLE, "The frames cannot be read now. Try again in a moment.");

  private final Status.Code grpcStatus;
  private final String message;

  ActiveLearningError(Status.Code grpcStatus, String message) {
    this.grpcStatus = grpcStatus;
    this.message = message;
  }

  @Override
  public Status.Code grpcStatus() {
    return grpcStatus;
  }

  @Override
  public String message() {
    return message;
  }
}
