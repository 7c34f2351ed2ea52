package org.echomotion.ef;

import io.grpc.Status;
import org.echomotion.error.ErrorCode;

/** What can go wrong in ef-service. That a clip has no number is no error but a result. */
public enum EjectionFractionError implements ErrorCode {
  BAD_REQUEST(Status.Code.INVALID_ARGUMENT, "The request is not valid: %s."),
  NO_SUCH_STUDY(
      Status.Code.NOT_FOUND,
      "There is no study of that name. Check the study key, or upload a cine first."),
  NO_RESULT(
      Status.Code.NOT_FOUND,
      "There is no ejection fraction yet. Wait for it with WatchEjectionFraction; if the study shows"
          + " FAILED, its reason says what to do."),
  BAD_EVENT(
      Status.Code.INTERNAL,
      "An event clip.segmented cannot be used: %s. Check that all services have the same version."),
  BAD_SEGMENTATION(
      Status.Code.INTERNAL,
      "The segmentation of the clip cannot be used: %s. Check that all services have the same"
          + " version, and upload the cine again."),
  BAD_CALIBRATION(
      Status.Code.FAILED_PRECONDITION,
      "The calibration %s cannot be used: %s. Make one with 'echomotion calibrate', or leave"
          + " echomotion.ef.interval.calibration unset."),
  PEER_REFUSED(
      Status.Code.FAILED_PRECONDITION,
      "The clip cannot be measured: %s answered %s. Check that all services have the same version,"
          + " then upload the cine again."),
  STEP_FAILED(
      Status.Code.UNAVAILABLE,
      "The ejection fraction could not be computed within 10 minutes because a peer, the study store"
          + " or the broker did not answer. Check that they run, then upload the cine again.");

  private final Status.Code grpcStatus;
  private final String message;

  EjectionFractionError(Status.Code grpcStatus, String message) {
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
