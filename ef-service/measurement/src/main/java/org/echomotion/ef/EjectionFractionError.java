package org.echomotion.ef;

import io.grpc.Status;
import org.echomotion.error.ErrorCode;

/** Errors of ef-service. A clip without an ejection fraction is a result, not an error. */
public enum EjectionFractionError implements ErrorCode {
  BAD_REQUEST(Status.Code.INVALID_ARGUMENT, "The request is not valid: %s."),
  NO_SUCH_STUDY(
      Status.Code.NOT_FOUND,
      "There is no study with this key. Check the study key, or upload a cine first."),
  NO_RESULT(
      Status.Code.NOT_FOUND,
      "There is no ejection fraction yet. Wait for it with WatchEjectionFraction. If the study is"
          + " FAILED, its reason says what to do."),
  BAD_EVENT(
      Status.Code.INTERNAL,
      "The event clip.segmented is not valid: %s. Check that all services have the same version."),
  BAD_SEGMENTATION(
      Status.Code.INTERNAL,
      "The segmentation of the clip is not valid: %s. Check that all services have the same"
          + " version, and upload the cine again."),
  BAD_CALIBRATION(
      Status.Code.FAILED_PRECONDITION,
      "The calibration %s is not valid: %s. Make a new one with 'echomotion calibrate', or leave"
          + " echomotion.ef.interval.calibration unset."),
  PEER_REFUSED(
      Status.Code.FAILED_PRECONDITION,
      "The clip cannot be measured: %s answered %s. Check that all services have the same version,"
          + " then upload the cine again."),
  STEP_FAILED(
      Status.Code.UNAVAILABLE,
      "The ejection fraction was not computed within 10 minutes, because another service, the study"
          + " store or the broker did not answer. Check that they run, then upload the cine"
          + " again.");

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
