package org.echomotion.error;

import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * One row of a service's error table. Implemented by an enum per service; the enum constant's name
 * is the stable code that clients may test for.
 */
public interface ErrorCode {

  /** Returns the stable code, for example {@code EMPTY_FILE}. */
  String name();

  /** Returns the gRPC status that the caller receives. */
  Status.Code grpcStatus();

  /**
   * Returns the message: what is wrong and what to do, in the syntax of {@link
   * java.util.Formatter}.
   */
  String message();

  /**
   * Returns the time after which the same call may succeed. Over gRPC it is a {@code
   * google.rpc.RetryInfo}, over REST the header {@code Retry-After}. Empty if waiting alone does
   * not help.
   */
  default Optional<Duration> retryAfter() {
    return Optional.empty();
  }
}
