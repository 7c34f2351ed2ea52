package org.echomotion.cli.client;

import io.grpc.CallCredentials;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.util.concurrent.Executor;

/** Adds the access token of the signed-in person to each call. Without sign-in, it adds nothing. */
public final class SignedCalls extends CallCredentials {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final SignIn signIn;

  private SignedCalls(SignIn signIn) {
    this.signIn = signIn;
  }

  /** Returns the status of a call that has no token for this reason. */
  public static Status status(IOException reason) {
    return (reason instanceof SignIn.UnreachableException
            ? Status.UNAVAILABLE
            : Status.UNAUTHENTICATED)
        .withDescription(reason.getMessage())
        .withCause(reason);
  }

  /** Returns an interceptor that adds the access token to the calls of a channel. */
  static ClientInterceptor by(SignIn signIn) {
    return new ClientInterceptor() {
      @Override
      public <Q, A> ClientCall<Q, A> interceptCall(
          MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return next.newCall(method, options.withCallCredentials(new SignedCalls(signIn)));
      }
    };
  }

  @Override
  public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
    executor.execute(
        () -> {
          try {
            Metadata headers = new Metadata();
            signIn.accessToken().ifPresent(token -> headers.put(AUTHORIZATION, "Bearer " + token));
            applier.apply(headers);
          } catch (IOException e) {
            applier.fail(status(e));
          } catch (RuntimeException e) {
            applier.fail(Status.INTERNAL.withDescription("The sign-in failed.").withCause(e));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            applier.fail(Status.CANCELLED);
          }
        });
  }
}
