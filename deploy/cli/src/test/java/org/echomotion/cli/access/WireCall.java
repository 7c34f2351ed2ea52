package org.echomotion.cli.access;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls any gRPC method with bytes. */
final class WireCall {

  /**
   * An answer.
   *
   * @param status OK as soon as a first message is received
   * @param message the first message; empty if there is none
   */
  record Answer(Status status, byte[] message) {}

  private WireCall() {}

  /** Sends one message, and takes the first message or the status. */
  static Answer send(Channel channel, MethodDescriptor method, String token, byte[] message)
      throws Exception {
    MethodType type =
        method.isClientStreaming()
            ? method.isServerStreaming() ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING
            : method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY;
    return send(
        channel, method.getService().getFullName() + "/" + method.getName(), type, token, message);
  }

  /** Sends one message, and takes the first message or the status. */
  static Answer send(Channel channel, String method, MethodType type, String token, byte[] message)
      throws Exception {
    ClientCall<byte[], byte[]> call =
        channel.newCall(
            io.grpc.MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(method)
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build(),
            CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS));
    Metadata headers = new Metadata();
    if (!token.isEmpty()) {
      headers.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(byte[] received) {
            answer.complete(new Answer(Status.OK, received));
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            answer.complete(new Answer(status, new byte[0]));
          }
        },
        headers);
    call.request(1);
    call.sendMessage(message);
    call.halfClose();
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } finally {
      call.cancel("seen", null);
    }
  }

  /** Messages as they are on the wire. */
  private static final class Bytes implements io.grpc.MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
