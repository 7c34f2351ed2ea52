package org.echomotion.error;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Converts an exception of a REST resource to an HTTP response with a stable code and a message.
 */
public class RestErrors {

  /**
   * The body of an error response.
   *
   * @param code the stable code, for example {@code EMPTY_FILE}
   * @param message what is wrong and what to do
   */
  public record Problem(String code, String message) {}

  @ServerExceptionMapper
  public Response map(EchoMotionException failure) {
    Response.ResponseBuilder response =
        Response.status(httpStatus(failure.code()))
            .type(MediaType.APPLICATION_JSON)
            .entity(
                new Problem(failure.code().name(), Objects.requireNonNull(failure.getMessage())));
    failure
        .code()
        .retryAfter()
        .ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
    return response.build();
  }

  /** Nothing is here; or a parameter in the path or the query has the wrong form. */
  @ServerExceptionMapper
  public Response map(NotFoundException failure) {
    return failure.getCause() == null
        ? failure.getResponse()
        : map(new EchoMotionException(failure, CommonError.BAD_VALUE));
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
      case DEADLINE_EXCEEDED -> 504;
      default -> 500;
    };
  }
}
