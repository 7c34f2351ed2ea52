package org.echomotion.activelearning;

import io.grpc.Status;
import org.echomotion.error.ErrorCode;

/** The error table of active-learning-service. */
public enum ActiveLearningError implements ErrorCode {
  BAD_EVENT(Status.Code.INVALID_ARGUMENT, "The event clip.segmented cannot be read."),
  BAD_REQUEST(Status.Code.INVALID_ARGUMENT, "The request is invalid: %s."),
  BAD_CONTOUR(Status.Code.INVALID_ARGUMENT, "The contour is invalid: %s."),
  BAD_IMPORT(Status.Code.INVALID_ARGUMENT, "The labels cannot be imported: %s."),
  BAD_EXPORT(Status.Code.INVALID_ARGUMENT, "The labels cannot be exported: %s."),
  PEER_REFUSED(
      Status.Code.FAILED_PRECONDITION,
      "The clip's frames cannot be queued: %s answered %s. Check that all services have the same"
          + " version."),
  LEASE_LOST(
      Status.Code.FAILED_PRECONDITION,
      "This lease has expired or belongs to someone else. Nothing was changed. Lease the next"
          + " frame.");

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
