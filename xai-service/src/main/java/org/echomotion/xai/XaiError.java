package org.echomotion.xai;

import io.grpc.Status;
import org.echomotion.error.ErrorCode;

/** The error table of xai-service. */
public enum XaiError implements ErrorCode {
  /** A clip identifier that is not a UUID. */
  CLIP_ID_MALFORMED(
      Status.Code.INVALID_ARGUMENT, "The clip identifier is not a UUID. Take it from the study."),

  /** The clip has no explanation yet, or does not exist. */
  EXPLANATION_NOT_FOUND(
      Status.Code.NOT_FOUND,
      "Clip %s has no explanation. Watch the study until the clip is explained, or check the identifier."),

  /** No artefact of that name. */
  ARTEFACT_NOT_FOUND(
      Status.Code.NOT_FOUND,
      "The explanation of clip %s has no artefact with this name. GetExplanation lists the names."),

  /** No study, or none of its clips has a result yet. */
  STUDY_NOT_FOUND(
      Status.Code.NOT_FOUND,
      "No study with this key has an ejection fraction. Watch the study until it is measured, or check the key."),

  /** A link that is not relative to the page. */
  LINK_MALFORMED(
      Status.Code.INVALID_ARGUMENT,
      "A report link is not a relative path. Use one such as a4c/report.html."),

  /** ef-service does not answer. */
  EF_SERVICE_AWAY(
      Status.Code.UNAVAILABLE,
      "The study's results are missing because ef-service does not answer. Check that it runs, then try again."),

  /** A row without its file. */
  ARTEFACT_LOST(
      Status.Code.DATA_LOSS,
      "The file %s of clip %s is missing or damaged. It is being made again: try again in a minute."),

  /** An unreadable message. */
  EVENT_UNREADABLE(
      Status.Code.INVALID_ARGUMENT,
      "A message on topic %s cannot be read. Check which programs write to that topic."),

  /** Two services state different things about a clip. */
  EVIDENCE_INCONSISTENT(
      Status.Code.FAILED_PRECONDITION,
      "The clip cannot be explained: %s. Its ejection fraction is still valid. Upload the cine again, and report this if it happens again."),

  /** The model server's Grad-CAM is unusable. */
  GRAD_CAM_UNUSABLE(
      Status.Code.FAILED_PRECONDITION,
      "The clip cannot be explained, because the model server's Grad-CAM cannot be used: %s. Its ejection fraction is still valid. Check that segmentation-service serves a model with the signature grad_cam."),

  /** A peer rejected the call permanently. */
  PEER_REFUSED(
      Status.Code.FAILED_PRECONDITION,
      "The clip cannot be explained: %s answered %s. Its ejection fraction is still valid. Check that all services have the same version."),

  /** Java cannot draw on this machine. */
  PICTURES_NOT_DRAWN(
      Status.Code.FAILED_PRECONDITION,
      "The clip cannot be explained, because this machine's Java cannot draw pictures. Its ejection fraction is still valid. Use a JDK or JRE with the module java.desktop and its libfreetype."),

  /** Another service, the store or the broker did not answer for too long. */
  STEP_FAILED(
      Status.Code.UNAVAILABLE,
      "The clip could not be explained, because another service, the study store, the disk or the broker kept failing. Its ejection fraction is still valid. See the log of xai-service, then upload the cine again."),

  /** The encoder failed. */
  VIDEO_NOT_ENCODED(
      Status.Code.INTERNAL,
      "The clip cannot be explained, because the overlay video could not be encoded. Its ejection fraction is still valid. The log of xai-service has the details.");

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
