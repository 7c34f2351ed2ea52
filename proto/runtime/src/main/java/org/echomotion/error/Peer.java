package org.echomotion.error;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A service that another one asks. Tells its trouble that passes, which a step tries again, from a
 * refusal that stays, which fails the clip at once.
 *
 * @param name for example {@code segmentation-service}
 * @param refusal the asking service's error for a refusal; its message takes the peer's name and
 *     the status that it answered with
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
          Status.Code.UNAUTHENTICATED,
          Status.Code.DATA_LOSS);

  /**
   * Asks the peer.
   *
   * @throws EchoMotionException {@link #refusal} where asking again would not help
   * @throws StatusRuntimeException where it may
   */
  public <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  /** As {@link #ask}, but empty where the peer does not know what it was asked for. */
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

  /** What to throw where the peer answered {@code status}: that, or {@link #refusal}. */
  public RuntimeException failure(StatusRuntimeException status) {
    Status.Code code = status.getStatus().getCode();
    return FOR_GOOD.contains(code) ? new EchoMotionException(status, refusal, name, code) : status;
  }

  /** Whether a peer answered that it does not know what it was asked for. */
  public static boolean notFound(Throwable failure) {
    return failure instanceof StatusRuntimeException e
        && e.getStatus().getCode() == Status.Code.NOT_FOUND;
  }

  /**
   * Whether a peer answered that it does not serve what it was asked for, or nothing of the kind.
   */
  public static boolean notServed(StatusRuntimeException failure) {
    return notFound(failure) || failure.getStatus().getCode() == Status.Code.UNIMPLEMENTED;
  }
}
