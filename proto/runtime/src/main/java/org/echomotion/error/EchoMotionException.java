package org.echomotion.error;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Locale;

/**
 * A failure that a retry would not fix. Its message is shown to clients and written to logs and
 * dead-letter headers, so it states what to do and contains no patient data.
 */
public final class EchoMotionException extends RuntimeException {

  /** gRPC trailer that carries the stable code, for example {@code EMPTY_FILE}. */
  public static final Metadata.Key<String> CODE =
      Metadata.Key.of("echomotion-error-code", Metadata.ASCII_STRING_MARSHALLER);

  /**
   * gRPC trailer with the time in milliseconds after which the caller may try again. gRPC clients
   * with a retry policy obey it.
   */
  public static final Metadata.Key<String> RETRY_AFTER =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  private final transient ErrorCode code;

  public EchoMotionException(ErrorCode code, Object... arguments) {
    super(String.format(Locale.ROOT, code.message(), arguments));
    this.code = code;
  }

  public EchoMotionException(Throwable cause, ErrorCode code, Object... arguments) {
    super(String.format(Locale.ROOT, code.message(), arguments), cause);
    this.code = code;
  }

  /** Returns the row of the error table. */
  public ErrorCode code() {
    return code;
  }

  /** Returns the failure as the exception that gRPC sends to the client. */
  public StatusRuntimeException toStatusException() {
    Metadata trailers = new Metadata();
    trailers.put(CODE, code.name());
    Status status = Status.fromCode(code.grpcStatus()).withDescription(getMessage());
    code.retryAfter()
        .ifPresent(
            wait -> {
              trailers.put(RETRY_AFTER, Long.toString(wait.toMillis()));
              RetryHint.put(trailers, status, wait);
            });
    return status.withCause(this).asRuntimeException(trailers);
  }
}
