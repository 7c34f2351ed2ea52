package org.echomotion.error;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Converts an exception of a gRPC method to the gRPC status that the error table states. */
@ApplicationScoped
public class GrpcErrors implements ExceptionHandlerProvider {

  private static final Logger LOG = Logger.getLogger(GrpcErrors.class);

  @Override
  public <ReqT, RespT> ExceptionHandler<ReqT, RespT> createHandler(
      ServerCall.Listener<ReqT> listener, ServerCall<ReqT, RespT> call, Metadata metadata) {
    return new Handler<>(listener, call, metadata);
  }

  @Override
  public Throwable transform(Throwable failure) {
    Throwable known = failure;
    while (known != null
        && !(known instanceof EchoMotionException
            || known instanceof StatusRuntimeException
            || known instanceof StatusException
            || known instanceof UnauthorizedException
            || known instanceof ForbiddenException)) {
      known = known.getCause();
    }
    if (known instanceof EchoMotionException expected) {
      CallErrors.count(expected.code());
      return expected.toStatusException();
    }
    if (known instanceof UnauthorizedException) {
      return Status.UNAUTHENTICATED
          .withDescription("Sign in first. This call needs a valid access token.")
          .asRuntimeException();
    }
    if (known instanceof ForbiddenException) {
      return Status.PERMISSION_DENIED
          .withDescription("Your roles do not allow this call.")
          .asRuntimeException();
    }
    if (known != null) {
      return known;
    }
    Optional<EchoMotionException> storage = StorageFailures.of(failure);
    if (storage.isPresent()) {
      CallErrors.count(storage.get().code());
      LOG.warnf("A gRPC call failed: %s", failure);
      return storage.get().toStatusException();
    }
    CallErrors.countUnexpected();
    LOG.error("A gRPC call failed unexpectedly", failure);
    return Status.INTERNAL
        .withDescription("The call failed. The service's log has the details.")
        .asRuntimeException();
  }

  private final class Handler<ReqT, RespT> extends ExceptionHandler<ReqT, RespT> {

    Handler(ServerCall.Listener<ReqT> listener, ServerCall<ReqT, RespT> call, Metadata metadata) {
      super(listener, call, metadata);
    }

    @Override
    protected void handleException(
        Throwable failure, ServerCall<ReqT, RespT> call, Metadata metadata) {
      StatusRuntimeException status =
          transform(failure) instanceof StatusRuntimeException e
              ? e
              : Status.fromThrowable(failure).asRuntimeException();
      Metadata trailers = status.getTrailers() == null ? new Metadata() : status.getTrailers();
      call.close(status.getStatus(), trailers);
    }
  }
}
