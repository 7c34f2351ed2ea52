package org.echomotion.activelearning.api.study;

import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import org.echomotion.error.ErrorCode;

/**
 * An error of another service. Its message is the other service's own sentence.
 *
 * @param name the stable code that the other service states
 * @param grpcStatus the status that it answers
 * @param retryAfter the time after which it states that the call may succeed
 */
record PeerError(String name, Status.Code grpcStatus, Optional<Duration> retryAfter)
    implements ErrorCode {

  @Override
  public String message() {
    return "%s";
  }
}
