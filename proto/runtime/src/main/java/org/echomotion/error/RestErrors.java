package org.echomotion.error;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Converts an exception of a REST resource to an HTTP response with a stable code and a message.
 */
public class RestErrors {

  private static final Logger LOG = Logger.getLogger(RestErrors.class);

  /**
   * The body of an error response.
   *
   * @param code the stable code, for example {@code EMPTY_FILE}
   * @param message what is wrong and what to do
   */
  @RegisterForReflection // Jackson reads its fields.
  public record Problem(String code, String message) {}

  @ServerExceptionMapper
  public Response map(EchoMotionException failure) {
    CallErrors.count(failure.code());
    Optional<Duration> wait = failure.code().retryAfter();
    Response.ResponseBuilder response =
        Response.status(httpStatus(failure.code()))
            .type(MediaType.APPLICATION_JSON)
            .entity(
                new Problem(failure.code().name(), Objects.requireNonNull(failure.getMessage())));
    wait.ifPresent(time -> response.header(HttpHeaders.RETRY_AFTER, time.toSeconds()));
    return response.build();
  }

  /**
   * A failure that no step expected. If the answer has begun, the failure goes on, and RESTEasy
   * closes the connection: otherwise the answer would look complete.
   */
  @ServerExceptionMapper
  public Response map(RuntimeException failure, HttpServerResponse answer) {
    if (answer.headWritten()) {
      throw failure;
    }
    Optional<EchoMotionException> storage = StorageFailures.of(failure);
    if (storage.isPresent()) {
      LOG.warnf("A REST call failed: %s", failure);
      return map(storage.get());
    }
    CallErrors.countUnexpected();
    LOG.error("A REST call failed unexpectedly", failure);
    return Response.serverError()
        .type(MediaType.APPLICATION_JSON)
        .entity(new Problem("INTERNAL", "The call failed. The service's log has the details."))
        .build();
  }

  /** Nothing is here; or a parameter in the path or the query has the wrong form. */
  @ServerExceptionMapper
  public Response map(NotFoundException failure) {
    return failure.getCause() == null
        ? failure.getResponse()
        : map(new EchoMotionException(failure, CommonError.BAD_VALUE));
  }

  /** The caller used a method or a media type that this address does not have. */
  @ServerExceptionMapper
  public Response map(ClientErrorException failure) {
    int status = failure.getResponse().getStatus();
    Problem problem =
        switch (status) {
          case 405 -> new Problem("METHOD_NOT_ALLOWED", "This address does not have this method.");
          case 406 ->
              new Problem("NOT_ACCEPTABLE", "No answer has a media type of the header Accept.");
          case 415 ->
              new Problem(
                  "UNSUPPORTED_MEDIA_TYPE",
                  "This address does not take files of this Content-Type.");
          default -> new Problem("BAD_REQUEST", "The call is not valid HTTP for this address.");
        };
    return Response.fromResponse(failure.getResponse())
        .type(MediaType.APPLICATION_JSON)
        .entity(problem)
        .build();
  }

  /** A call without a token. */
  @ServerExceptionMapper
  public Response map(UnauthorizedException failure) {
    return Response.status(Response.Status.UNAUTHORIZED)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .type(MediaType.APPLICATION_JSON)
        .entity(
            new Problem("UNAUTHENTICATED", "Sign in first. This call needs a valid access token."))
        .build();
  }

  /** A call that the caller's roles do not allow. */
  @ServerExceptionMapper
  public Response map(ForbiddenException failure) {
    return Response.status(Response.Status.FORBIDDEN)
        .type(MediaType.APPLICATION_JSON)
        .entity(new Problem("PERMISSION_DENIED", "Your roles do not allow this call."))
        .build();
  }

  private static int httpStatus(ErrorCode code) {
    return switch (code.grpcStatus()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> 400;
      case UNAUTHENTICATED -> 401;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case ALREADY_EXISTS, ABORTED -> 409;
      case FAILED_PRECONDITION -> 412;
      case RESOURCE_EXHAUSTED -> code.retryAfter().isPresent() ? 429 : 413;
      case UNAVAILABLE -> 503;
      case DEADLINE_EXCEEDED -> 408;
      default -> 500;
    };
  }
}
