package org.echomotion.activelearning.api.study;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A file that another service sends in parts. A part is read after the one before is written.
 *
 * @param <T> the messages that the service sends
 */
final class Download<T> implements StreamingOutput {

  private final Context.CancellableContext call;
  private final ByteString first;
  private final Iterator<T> others;
  private final Function<T, ByteString> bytes;

  private Download(
      Context.CancellableContext call,
      ByteString first,
      Iterator<T> others,
      Function<T, ByteString> bytes) {
    this.call = call;
    this.first = first;
    this.others = others;
    this.bytes = bytes;
  }

  /**
   * Asks for a file, and waits for its first part, so that an error still gets its status.
   *
   * @param bytes the bytes in a message
   * @throws org.echomotion.error.EchoMotionException as {@link PassedOn#ask}
   */
  static <T> Download<T> of(
      PassedOn peer, Supplier<Iterator<T>> question, Function<T, ByteString> bytes) {
    Context.CancellableContext call = Context.current().withCancellation();
    Context before = call.attach();
    try {
      return peer.ask(
          () -> {
            Iterator<T> parts = question.get();
            ByteString first = parts.hasNext() ? bytes.apply(parts.next()) : ByteString.EMPTY;
            return new Download<>(call, first, parts, bytes);
          });
    } finally {
      call.detach(before);
    }
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try {
      first.writeTo(out);
      while (others.hasNext()) {
        bytes.apply(others.next()).writeTo(out);
      }
    } finally {
      // The other service must not go on if the caller has left.
      call.close();
    }
  }
}
