package org.echomotion.segmentation;

import io.grpc.Status;
import org.echomotion.error.ErrorCode;

/** The error table of segmentation-service. */
public enum SegmentationError implements ErrorCode {
  BAD_REQUEST(Status.Code.INVALID_ARGUMENT, "The request is invalid: %s."),
  NO_SEGMENTATION(
      Status.Code.NOT_FOUND,
      "The clip has no segmentation yet. Wait for clip.segmented, or upload the clip."),
  NO_SUCH_MODEL(
      Status.Code.NOT_FOUND,
      "Unknown model '%s', version '%s'. Models served here: %s, version %s."),
  BAD_TENSOR(Status.Code.INVALID_ARGUMENT, "The tensors do not match the model: %s."),
  QUEUE_FULL(
      Status.Code.RESOURCE_EXHAUSTED,
      "The queue is full: %d frames are waiting, and the limit is %d. Try again in a moment, or add"
          + " a replica."),
  SHUTTING_DOWN(
      Status.Code.UNAVAILABLE,
      "The model server is shutting down. Send the request again to another replica."),
  NOT_READY(Status.Code.UNAVAILABLE, "The model is still loading. Try again in a few seconds."),
  NO_MODEL(
      Status.Code.FAILED_PRECONDITION,
      "Model '%s' was not found in %s. Check echomotion.segmentation.model and"
          + " echomotion.segmentation.model-repository."),
  DAMAGED_MODEL(
      Status.Code.FAILED_PRECONDITION,
      "Model '%s' cannot be used: %s. Install the model directory again."),
  INFERENCE_FAILED(
      Status.Code.INTERNAL, "The model failed on a batch; the service's log has the details."),
  BAD_EVENT(
      Status.Code.INVALID_ARGUMENT,
      "The clip.ingested event is invalid: %s. Upload the clip again."),
  BAD_FRAMES(
      Status.Code.FAILED_PRECONDITION,
      "The clip's working frames cannot be segmented: %s. Upload the clip again."),
  OTHER_PREPROCESSING(
      Status.Code.FAILED_PRECONDITION,
      "The clip has preprocessing '%s', but the model needs '%s'. Install a model for the clip's"
          + " preprocessing, or upload the clip again."),
  PEER_REFUSED(
      Status.Code.FAILED_PRECONDITION,
      "The clip cannot be segmented: %s answered %s. Check that all services have the same version,"
          + " then upload the clip again."),
  STEP_FAILED(
      Status.Code.UNAVAILABLE,
      "Segmentation failed after all retries, because ingest, the database or the broker could not"
          + " be reached. Check them, then upload the clip again.");

  private final Status.Code grpcStatus;
  private final String message;

  SegmentationError(Status.Code grpcStatus, String message) {
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
