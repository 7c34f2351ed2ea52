package org.echomotion.error;

import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * The errors that every service may have: about tenants, about study keys, about messages that are
 * too large, and about damaged data of another service, in that service's words.
 */
public enum CommonError implements ErrorCode {
  DATA_DAMAGED(Status.Code.DATA_LOSS, "%s"),
  BAD_VALUE(
      Status.Code.INVALID_ARGUMENT,
      "A value of the request has the wrong form, is out of range, or contains a character that"
          + " cannot be stored."),
  DATABASE_AWAY(Status.Code.UNAVAILABLE, "The database does not answer. Try again in a moment."),
  DISK_FULL(
      Status.Code.UNAVAILABLE,
      "The disk of the service or of its database is full. Free some space, and try again."),
  DISK_READ_ONLY(
      Status.Code.UNAVAILABLE,
      "The service may not write to its data folder or database. Check the permissions, and whether"
          + " the disk is mounted read-only."),
  TOO_MANY_STREAMS(
      Status.Code.RESOURCE_EXHAUSTED,
      "Too many streams are open: %s. Close some, or try again in a few seconds.",
      Duration.ofSeconds(5)),
  STREAM_STALLED(
      Status.Code.RESOURCE_EXHAUSTED,
      "The stream ended because the caller left a message unread for %s s. Ask again for the rest."),
  MESSAGE_TOO_LARGE(
      Status.Code.RESOURCE_EXHAUSTED,
      "A message of this call is larger than %d bytes. Send less in each message; in an upload, at"
          + " most 4 MiB of the file."),
  NO_TENANT(
      Status.Code.INVALID_ARGUMENT,
      "The call states no tenant. A service states it in the header echomotion-tenant."),
  UNKNOWN_TENANT(
      Status.Code.PERMISSION_DENIED,
      "The tenant %s does not exist here, or is being removed. The operator adds tenants with"
          + " 'echomotion tenant add'."),
  NO_SUCH_TENANT(Status.Code.NOT_FOUND, "There is no tenant %s."),
  TENANT_EXISTS(
      Status.Code.ALREADY_EXISTS,
      "There is, or was, a tenant %s. Choose another name: names of tenants are not used again."),
  BAD_TENANT_NAME(
      Status.Code.INVALID_ARGUMENT,
      "A tenant's name must be 1 to 40 of a-z, 0-9 and \"-\", beginning with a letter."),
  IDENTIFYING_KEY(
      Status.Code.INVALID_ARGUMENT,
      "The study key looks like the identifier of a person. Choose another one, or set"
          + " ECHOMOTION_STUDY_KEY_SECRET so that such keys are replaced by pseudonyms; see"
          + " docs/security/de-identification.md.");

  private final Status.Code grpcStatus;
  private final String message;
  private final Optional<Duration> retryAfter;

  CommonError(Status.Code grpcStatus, String message) {
    this(grpcStatus, message, Optional.empty());
  }

  CommonError(Status.Code grpcStatus, String message, Duration retryAfter) {
    this(grpcStatus, message, Optional.of(retryAfter));
  }

  CommonError(Status.Code grpcStatus, String message, Optional<Duration> retryAfter) {
    this.grpcStatus = grpcStatus;
    this.message = message;
    this.retryAfter = retryAfter;
  }

  @Override
  public Status.Code grpcStatus() {
    return grpcStatus;
  }

  @Override
  public String message() {
    return message;
  }

  @Override
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
