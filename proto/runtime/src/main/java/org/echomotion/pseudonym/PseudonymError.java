package org.echomotion.pseudonym;

import io.grpc.Status;
import org.echomotion.error.ErrorCode;

/** The errors about study keys, the same in every service. */
public enum PseudonymError implements ErrorCode {
  IDENTIFYING_KEY(
      Status.Code.INVALID_ARGUMENT,
      "The study key looks like the identifier of a person. Choose another one, or set"
          + " ECHOMOTION_STUDY_KEY_SECRET so that such keys are replaced by pseudonyms; see"
          + " docs/security/de-identification.md.");

  private final Status.Code grpcStatus;
  private final String message;

  PseudonymError(Status.Code grpcStatus, String message) {
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
