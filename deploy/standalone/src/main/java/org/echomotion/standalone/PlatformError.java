package org.echomotion.standalone;

import io.grpc.Status;
import org.echomotion.error.ErrorCode;

/** Errors of starting EchoMotion on one machine. */
public enum PlatformError implements ErrorCode {
  DATA_DIRECTORY_IN_USE(
      Status.Code.FAILED_PRECONDITION,
      "The data directory %s is in use by %s. Stop that process, or choose another directory with"
          + " --data."),
  DATA_DIRECTORY_UNUSABLE(
      Status.Code.FAILED_PRECONDITION,
      "The data directory %s cannot be used (%s). Choose a writable directory with --data."),
  DATA_DIRECTORY_OF_ANOTHER_USER(
      Status.Code.FAILED_PRECONDITION,
      "The data directory %s belongs to the user %s, who could read and change all data. Choose a"
          + " directory of your own with --data."),
  DATA_DIRECTORY_OPEN(
      Status.Code.FAILED_PRECONDITION,
      "Other users of this machine can use the data directory %1$s. Close it (chmod 700 %1$s), or"
          + " choose another directory with --data."),
  STUDY_STORE_DID_NOT_START(
      Status.Code.UNAVAILABLE, "The embedded PostgreSQL did not start (%s). Its log is %s."),
  BROKER_DID_NOT_START(
      Status.Code.UNAVAILABLE,
      "The embedded Kafka did not start (%s). See the log files in the data directory."),
  SIGN_IN_DID_NOT_START(Status.Code.UNAVAILABLE, "Keycloak did not start (%s). Its log is %s."),
  PORT_TAKEN(
      Status.Code.UNAVAILABLE,
      "Port %d is in use by another program. Stop that program, or choose another port with --port."
          + " With --processes, the ports are always 8081 to 8085."),
  NOT_BUILT(Status.Code.FAILED_PRECONDITION, "%s is missing. Build EchoMotion first: mvn package."),
  SERVICES_DID_NOT_START(
      Status.Code.UNAVAILABLE, "The services did not start (%s). The log is %s."),
  SIGN_IN_DIED(Status.Code.UNAVAILABLE, "Keycloak ended unexpectedly. Its log is %s."),
  SIGN_IN_PORT_TAKEN(
      Status.Code.UNAVAILABLE,
      "Port %d is in use by another program. Keycloak needs it: stop that program first."),
  SERVICE_DIED(
      Status.Code.UNAVAILABLE,
      "The %s service ended unexpectedly with exit code %d. Its log is %s."),
  SERVICE_NOT_READY(
      Status.Code.DEADLINE_EXCEEDED,
      "The %s service is not ready after %d seconds. Its log is %s.");

  private final Status.Code grpcStatus;
  private final String message;

  PlatformError(Status.Code grpcStatus, String message) {
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
