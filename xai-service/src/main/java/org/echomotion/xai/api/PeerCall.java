package org.echomotion.xai.api;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Set;
import java.util.function.Supplier;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.XaiError;

/** Tells a peer's trouble that passes from a refusal that stays. */
final class PeerCall {

  static final int DEADLINE_SECONDS = 60;

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

  private PeerCall() {}

  /**
   * Asks a peer.
   *
   * @throws EchoMotionException {@code PEER_REFUSED} where asking again would not help
   * @throws StatusRuntimeException where it may
   */
  static <T> T of(String peer, Supplier<T> question) {
    try {
      return question.get();
    } catch (StatusRuntimeException e) {
      if (FOR_GOOD.contains(e.getStatus().getCode())) {
        throw new EchoMotionException(e, XaiError.PEER_REFUSED, peer, e.getStatus().getCode());
      }
      throw e;
    }
  }

  /** Whether a peer answered that it does not know the clip. */
  static boolean notFound(Throwable failure) {
    return failure instanceof StatusRuntimeException e
        && e.getStatus().getCode() == Status.Code.NOT_FOUND;
  }
}
