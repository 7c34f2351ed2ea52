package org.echomotion.xai;

import io.grpc.Status;
import org.echomotion.error.ErrorCode;

/** What can go wrong in this service, and what to do about it. */
public enum XaiError implements ErrorCode {
  /** A clip identifier that is not a UUID. */
  CLIP_ID_MALFORMED(
      Status.Code.INVALID_ARGUMENT, "The clip identifier is not a UUID. Take it from the study."),

  /** No explanation, yet or at all. */
  EXPLANATION_NOT_FOUND(
      Status.Code.NOT_FOUND,
      "There is no explanation of clip %s. Follow the study until the clip is explained, or check the identifier."),

  /** No artefact of that name. */
  ARTEFACT_NOT_FOUND(
      Status.Code.NOT_FOUND,
      "The explanation of clip %s has no artefact of that name. Ask for the explanation: it lists them."),

  /** No study, or none of its clips has a result yet. */
  STUDY_NOT_FOUND(
      Status.Code.NOT_FOUND,
      "There is no ejection fraction of a study of that name. Follow the study until it is measured, or check the study key."),

  /** A link that would lead away from the page. */
  LINK_MALFORMED(
      Status.Code.INVALID_ARGUMENT,
      "A report link is no path relative to the page. Give one such as a4c/report.html."),

  /** A question that only ef-service can answer. */
  EF_SERVICE_AWAY(
      Status.Code.UNAVAILABLE,
      "The study's results cannot be had, because ef-service does not answer. Check that it runs, then ask again."),

  /** A row without its bytes. */
  ARTEFACT_LOST(
      Status.Code.DATA_LOSS,
      "The bytes of %s of clip %s are gone or damaged. Restore echomotion.xai.blob-directory from its backup, or upload the cine again."),

  /** A message that is no event. */
  EVENT_UNREADABLE(
      Status.Code.INVALID_ARGUMENT,
      "A message on %s is not a readable event. Check what else writes to that topic."),

  /** Peers disagree about a clip. */
  EVIDENCE_INCONSISTENT(
      Status.Code.FAILED_PRECONDITION,
      "The clip cannot be explained: %s. Its ejection fraction stands. Upload the cine again, and report this where it happens again."),

  /** The model server's Grad-CAM does not fit. */
  GRAD_CAM_UNUSABLE(
      Status.Code.FAILED_PRECONDITION,
      "The clip cannot be explained, because the model server's Grad-CAM cannot be used: %s. Its ejection fraction stands. Check that segmentation-service serves a model with the signature grad_cam."),

  /** A peer refused for good. */
  PEER_REFUSED(
      Status.Code.FAILED_PRECONDITION,
      "The clip cannot be explained: %s answered %s. Its ejection fraction stands. Check that all services have the same version."),

  /** Java cannot draw on this machine. */
  PICTURES_NOT_DRAWN(
      Status.Code.FAILED_PRECONDITION,
      "The clip cannot be explained, because this machine's Java cannot draw pictures. Its ejection fraction stands. Use a JDK or JRE with the module java.desktop and its libfreetype."),

  /** Peers, store or broker were away for too long. */
  STEP_FAILED(
      Status.Code.UNAVAILABLE,
      "The clip could not be explained, because a peer, the study store, the disk or the broker failed again and again. Its ejection fraction stands. See the log of xai-service, then upload the cine again."),

  /** The encoder failed. */
  VIDEO_NOT_ENCODED(
      Status.Code.INTERNAL,
      "The clip cannot be explained, because the overlay video could not be encoded. Its ejection fraction stands. The log of xai-service has the details.");

  private final Status.Code grpcStatus;
  private final String message;

  XaiError(Status.Code grpcStatus, String message) {
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
