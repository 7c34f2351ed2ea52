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
  DATA_DIRECTORY_OF_ANOTHER_PROGRAM(
      Status.Code.FAILED_PRECONDITION,
      "The directory %s contains files, but none of EchoMotion's (%s). Choose a new or empty"
          + " directory with --data."),
  DATA_DIRECTORY_NAME(
      Status.Code.FAILED_PRECONDITION,
      "The path of the data directory %s contains the character %s, which PostgreSQL or Kafka cannot"
          + " use. Choose a path without it with --data."),
  DISK_FULL(
      Status.Code.RESOURCE_EXHAUSTED,
      "The disk of the data directory %s is full: %d MB are free, and at least %d MB are needed. Free"
          + " some disk space, then start again."),
  SECRET_MISSING(
      Status.Code.FAILED_PRECONDITION,
      "The secret file %s is missing, but %s depends on it. Restore the whole data directory from a"
          + " backup. Nothing was changed."),
  SECRET_DAMAGED(
      Status.Code.FAILED_PRECONDITION,
      "The secret file %s is damaged. Restore it from a backup. Nothing was changed."),
  STUDY_STORE_MISSING(
      Status.Code.FAILED_PRECONDITION,
      "The database %s is missing, but %s contains data of studies. Restore the whole data directory"
          + " from a backup. To start without these studies, move %2$s away. Nothing was changed."),
  STUDY_STORE_INCOMPLETE(
      Status.Code.FAILED_PRECONDITION,
      "The database %1$s is not complete: %2$s is missing. Restore the whole data directory from a"
          + " backup. To start without its studies, move the data directory away. Nothing was"
          + " deleted."),
  STUDY_STORE_NEWER(
      Status.Code.FAILED_PRECONDITION,
      "The database %s was written by a newer EchoMotion (schema %s; this program knows %s). Start the"
          + " newer program, or restore a backup from before the update. Nothing was changed."),
  STUDY_STORE_OLDER(
      Status.Code.FAILED_PRECONDITION,
      "The database %s comes from an older backup than the frames: it does not know %d newer files,"
          + " such as %s. Restore the whole data directory from one backup. To start without these"
          + " files, move them away. Nothing was deleted."),
  BROKER_INCOMPLETE(
      Status.Code.FAILED_PRECONDITION,
      "Kafka's folder %1$s is not complete: %2$s is missing. Restore the whole data directory from a"
          + " backup. To start with an empty Kafka, move %1$s away; clips in progress must then be"
          + " uploaded again. Nothing was deleted."),
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
  PORT_INVALID(
      Status.Code.FAILED_PRECONDITION,
      "%d is not a port that EchoMotion can listen on. Choose one between 1 and 65535 with --port."),
  PART_LOST(
      Status.Code.UNAVAILABLE,
      "%s ended, and %d attempts to restart it failed (%s). EchoMotion has stopped; stored data is"
          + " safe. See the logs in %s."),
  NOT_BUILT(Status.Code.FAILED_PRECONDITION, "%s is missing. Build EchoMotion first: mvn package."),
  SERVICES_DID_NOT_START(
      Status.Code.UNAVAILABLE, "The services did not start (%s). The log is %s."),
  SERVICES_ENDED(Status.Code.UNAVAILABLE, "The services ended unexpectedly (%s). Their log is %s."),
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
