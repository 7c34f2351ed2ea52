package org.echomotion.activelearning.api.study;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.function.Supplier;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.RetryHint;
import org.jspecify.annotations.Nullable;

/**
 * Questions of callers that another service answers. Callers get its errors as they are.
 *
 * @param service for example {@code ef-service}
 */
record PassedOn(String service) {

  /**
   * Asks the service.
   *
   * @throws EchoMotionException with the service's own status, code and sentence; {@code PEER_AWAY}
   *     if the service does not answer
   */
  <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (StatusRuntimeException e) {
      throw error(e);
    }
  }

  /** Returns the exception for an answer that is an error. */
  EchoMotionException error(StatusRuntimeException answer) {
    Status.Code status = answer.getStatus().getCode();
    @Nullable Metadata trailers = answer.getTrailers();
    @Nullable String code = trailers == null ? null : trailers.get(EchoMotionException.CODE);
    if (code == null
        && (status == Status.Code.UNAVAILABLE || status == Status.Code.DEADLINE_EXCEEDED)) {
      return new EchoMotionException(answer, ActiveLearningError.PEER_AWAY, service);
    }
    return new EchoMotionException(
        answer,
        new PeerError(
            Objects.requireNonNullElse(code, status.name()), status, RetryHint.of(answer)),
        Objects.requireNonNullElse(
            answer.getStatus().getDescription(), service + " answered " + status + "."));
  }
}
