package org.echomotion.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The time after which to try again, and other failures, over gRPC and REST. */
class RetryHintTest {

  private record Busy(Optional<Duration> retryAfter) implements ErrorCode {

    @Override
    public String name() {
      return "BUSY";
    }

    @Override
    public Status.Code grpcStatus() {
      return Status.Code.RESOURCE_EXHAUSTED;
    }

    @Override
    public String message() {
      return "Busy.";
    }
  }

  private static final EchoMotionException BUSY =
      new EchoMotionException(new Busy(Optional.of(Duration.ofMillis(2500))));
  private static final EchoMotionException TOO_LARGE =
      new EchoMotionException(new Busy(Optional.empty()));

  private final RestErrors rest = new RestErrors();

  @Test
  void grpcStatesTheTimeInTheDetailsOfTheStatus() {
    StatusRuntimeException status = BUSY.toStatusException();
    assertEquals(Optional.of(Duration.ofMillis(2500)), RetryHint.of(status));
    com.google.rpc.Status details = Objects.requireNonNull(StatusProto.fromThrowable(status));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED.value(), details.getCode());
    assertEquals("Busy.", details.getMessage());
    assertEquals(Optional.empty(), RetryHint.of(TOO_LARGE.toStatusException()));
    assertEquals(Optional.empty(), RetryHint.of(Status.UNAVAILABLE.asRuntimeException()));
  }

  @Test
  void restStatesTheTimeInAHeader() {
    Response busy = rest.map(BUSY);
    assertEquals(429, busy.getStatus());
    assertEquals("2", busy.getHeaderString("Retry-After"));
    Response tooLarge = rest.map(TOO_LARGE);
    assertEquals(413, tooLarge.getStatus());
    assertEquals(null, tooLarge.getHeaderString("Retry-After"));
  }

  @Test
  void restStatesStorageFailuresAndHidesOthersUntilTheAnswerHasBegun() {
    RuntimeException away = new IllegalStateException(new SQLException("no", "08006"));
    assertEquals(503, rest.map(away, answer(false)).getStatus());
    assertEquals(
        new RestErrors.Problem(
            "DATABASE_AWAY", "The database does not answer. Try again in a moment."),
        rest.map(away, answer(false)).getEntity());
    Response unexpected = rest.map(new IllegalStateException("a fault"), answer(false));
    assertEquals(500, unexpected.getStatus());
    assertEquals("INTERNAL", ((RestErrors.Problem) unexpected.getEntity()).code());
    assertSame(away, assertThrows(RuntimeException.class, () -> rest.map(away, answer(true))));
  }

  private static HttpServerResponse answer(boolean begun) {
    return (HttpServerResponse)
        Proxy.newProxyInstance(
            RetryHintTest.class.getClassLoader(),
            new Class<?>[] {HttpServerResponse.class},
            (proxy, method, arguments) -> {
              assertEquals("headWritten", method.getName());
              return begun;
            });
  }
}
