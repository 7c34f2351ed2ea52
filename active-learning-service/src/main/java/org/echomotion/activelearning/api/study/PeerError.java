package org.echomotion.activelearning.api.study;

import io.grpc.Status;
import org.echomotion.error.ErrorCode;

/**
 * An error of another service. Its message is the other service's own sentence.
 *
 * @param name the stable code that the other service states
 * @param grpcStatus the status that it answers
 */
record PeerError(String name, Status.Code grpcStatus) implements ErrorCode {

  @Override
  public String message() {
    return "%s";
  }
}
