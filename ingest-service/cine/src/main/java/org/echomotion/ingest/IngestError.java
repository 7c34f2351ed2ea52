package org.echomotion.ingest;

import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import org.echomotion.error.ErrorCode;

/** The error table of ingest-service. */
public enum IngestError implements ErrorCode {
  EMPTY_FILE(
      Status.Code.INVALID_ARGUMENT, "The file is empty. Export the cine again and upload that."),
  UNKNOWN_FORMAT(
      Status.Code.INVALID_ARGUMENT,
      "The file is %s. EchoMotion reads DICOM, AVI, MP4, MOV, MKV, WebM, WMV, MPEG and GIF."
          + " Export the cine in one of these."),
  ARCHIVE(
      Status.Code.INVALID_ARGUMENT,
      "The archive %s. Pack one cine alone, or upload the unpacked cines one by one."),
  UNREADABLE(
      Status.Code.INVALID_ARGUMENT,
      "The file cannot be read as %s: %s. It may be cut short or damaged; export the cine again."),
  UNSUPPORTED(
      Status.Code.INVALID_ARGUMENT,
      "EchoMotion cannot read %s with %s. Export the file in another encoding."),
  NOT_A_CINE(
      Status.Code.INVALID_ARGUMENT,
      "The file is %s, not an ultrasound cine. Upload the moving ultrasound clip itself."),
  TOO_FEW_FRAMES(
      Status.Code.INVALID_ARGUMENT,
      "The file holds %d frame(s), and a cine needs at least 2. Upload the moving clip, not a still."),
  NO_FRAME_RATE(
      Status.Code.INVALID_ARGUMENT,
      "The frame rate is missing or invalid. Export the cine with its frame times."),
  NO_SECTOR(
      Status.Code.INVALID_ARGUMENT,
      "No ultrasound picture was detected in the file. Upload a B-mode cine."),
  TWO_PLANES(
      Status.Code.INVALID_ARGUMENT,
      "The picture shows several planes, and one is needed here. Export each as a cine of its own."),
  TOO_LARGE(Status.Code.RESOURCE_EXHAUSTED, "The cine is too large: %s. Cut it to a few beats."),
  BAD_HEADER(Status.Code.INVALID_ARGUMENT, "The upload's header is invalid: %s."),
  CONTENT_MISMATCH(
      Status.Code.INVALID_ARGUMENT,
      "The bytes received do not match the stated %s. Nothing was stored. Upload the file again."),
  OTHER_OFFSET(
      Status.Code.ABORTED,
      "The upload cannot continue at byte %d, because %d bytes of this file are kept for this caller."
          + " Continue there."),
  UPLOAD_STALLED(
      Status.Code.DEADLINE_EXCEEDED,
      "The upload was ended, because fewer than %d bytes arrived in %d seconds. The bytes received so"
          + " far are kept for a while. Continue the upload."),
  UPLOAD_BROKEN(
      Status.Code.ABORTED,
      "The upload broke off. The bytes received so far are kept for a while. Continue the upload."),
  TOO_MANY_UPLOADS(
      Status.Code.RESOURCE_EXHAUSTED,
      "You have %d uploads in progress, and no more are allowed. Try again when one of them has"
          + " ended.",
      Duration.ofSeconds(5)),
  BACKLOG_FULL(
      Status.Code.RESOURCE_EXHAUSTED,
      "%d clips wait for their analysis, and no more are accepted now. Try again in a while.",
      Duration.ofSeconds(30)),
  NO_SUCH_STUDY(Status.Code.NOT_FOUND, "There is no study with this key. Upload a clip first."),
  NO_UPLOAD(Status.Code.NOT_FOUND, "No upload to this study is in progress."),
  NO_SUCH_CLIP(Status.Code.NOT_FOUND, "There is no clip with this id."),
  DAMAGED_FRAMES(
      Status.Code.DATA_LOSS,
      "The stored frames of this clip are damaged. Upload the same file to the same study again to"
          + " restore them."),
  BAD_REQUEST(Status.Code.INVALID_ARGUMENT, "The request is invalid: %s."),
  NO_SIGNING_KEY(
      Status.Code.FAILED_PRECONDITION,
      "This installation has no key to sign anchors with. Set ECHOMOTION_INGEST_AUDIT_SIGNING_KEY;"
          + " see docs/security/audit.md."),
  BAD_EVENT(
      Status.Code.INTERNAL,
      "A message on topic %s is not a valid event. It was moved to the dead-letter topic.");

  private final Status.Code grpcStatus;
  private final String message;
  private final Optional<Duration> retryAfter;

  IngestError(Status.Code grpcStatus, String message) {
    this(grpcStatus, message, Optional.empty());
  }

  IngestError(Status.Code grpcStatus, String message, Duration retryAfter) {
    this(grpcStatus, message, Optional.of(retryAfter));
  }

  IngestError(Status.Code grpcStatus, String message, Optional<Duration> retryAfter) {
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
