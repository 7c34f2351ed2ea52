package org.echomotion.error;

import io.grpc.Status;

/**
 * One row of a service's error table. Implemented by an enum per service; the enum constant's name
 * is the stable code that clients may test for.
 */
public interface ErrorCode {

  /** The stable code, for example {@code EMPTY_FILE}. */
  String name();

  /** The gRPC status that a caller gets. */
  Status.Code grpcStatus();

  /**
   * A sentence that says what is wrong and what to do, in the syntax of {@link
   * java.util.Formatter}.
   */
  String message();
}
