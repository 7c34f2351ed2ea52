package org.echomotion.error;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A service that another service calls. Distinguishes temporary failures, which a step retries,
 * from final refusals, which fail the clip at once.
 *
 * @param name for example {@code segmentation-service}
 * @param refusal the calling service's error for a final refusal; the arguments of its message are
 *     the peer's name and the status of the answer
 */
public record Peer(String name, ErrorCode refusal) {

  private static final Set<Status.Code> FOR_GOOD =
      Set.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.NOT_FOUND,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.OUT_OF_RANGE,
          Status.Code.UNIMPLEMENTED,
          Status.Code.PERMISSION_DENIED,
          Status.Code.UNAUTHENTICATED);

  /**
   * Calls the peer.
   *
   * @throws EchoMotionException {@link #refusal} or {@code DATA_DAMAGED} if a retry would not help
   * @throws StatusRuntimeException if a retry may help
   */
  public <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  /** As {@link #ask}, but empty if the peer answers {@code NOT_FOUND}. */
  public <T> Optional<T> find(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (StatusRuntimeException e) {
      if (notFound(e)) {
        return Optional.empty();
      }
      throw failure(e);
    }
  }

  /**
   * Returns the exception for an answer: the status itself; {@link #refusal} if it is final; or
   * {@code DATA_DAMAGED} with the peer's own sentence if its data is damaged.
   */
  public RuntimeException failure(StatusRuntimeException status) {
    Status.Code code = status.getStatus().getCode();
    if (code == Status.Code.DATA_LOSS) {
      String sentence = Objects.requireNonNullElse(status.getStatus().getDescription(), "");
      return new EchoMotionException(
          status,
          CommonError.DATA_DAMAGED,
          sentence.isBlank() ? "The data of " + name + " is damaged." : sentence);
    }
    return FOR_GOOD.contains(code) ? new EchoMotionException(status, refusal, name, code) : status;
  }

  /** Returns whether a peer answered {@code NOT_FOUND}. */
  public static boolean notFound(Throwable failure) {
    return failure instanceof StatusRuntimeException e
        && e.getStatus().getCode() == Status.Code.NOT_FOUND;
  }

  /** Returns whether a peer answered {@code NOT_FOUND} or {@code UNIMPLEMENTED}. */
  public static boolean notServed(StatusRuntimeException failure) {
    return notFound(failure) || failure.getStatus().getCode() == Status.Code.UNIMPLEMENTED;
  }
}
