package org.echomotion.cli.endtoend;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * Receives spans by OTLP over HTTP, as a collector does. The numbers are those of OTLP's fields.
 */
final class TraceReceiver implements AutoCloseable {

  private static final HexFormat HEX = HexFormat.of();

  /**
   * A span.
   *
   * @param kind 2: server, 3: client, 4: producer, 5: consumer
   * @param parent empty if the span is the first of its trace
   */
  record Span(String service, String trace, String parent, String name, int kind) {}

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<ByteString> messages = new CopyOnWriteArrayList<>();

  TraceReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /** Returns whether a received message contains a text. */
  boolean contains(String text) {
    ByteString bytes = ByteString.copyFromUtf8(text);
    return messages.stream().anyMatch(message -> contains(message, bytes));
  }

  private static boolean contains(ByteString message, ByteString text) {
    for (int i = 0; i + text.size() <= message.size(); i++) {
      if (message.substring(i, i + text.size()).equals(text)) {
        return true;
      }
    }
    return false;
  }

  private void receive(HttpExchange call) throws IOException {
    try (InputStream body = call.getRequestBody()) {
      boolean packed = "gzip".equals(call.getRequestHeaders().getFirst("Content-Encoding"));
      ByteString message = ByteString.readFrom(packed ? new GZIPInputStream(body) : body);
      messages.add(message);
      for (UnknownFieldSet ofResource : parts(fields(message), 1)) {
        String service = service(ofResource);
        for (UnknownFieldSet ofScope : parts(ofResource, 2)) {
          parts(ofScope, 2).forEach(span -> spans.add(span(service, span)));
        }
      }
    }
    call.sendResponseHeaders(200, -1);
    call.close();
  }

  private static Span span(String service, UnknownFieldSet span) {
    return new Span(
        service,
        HEX.formatHex(bytes(span, 1).toByteArray()),
        HEX.formatHex(bytes(span, 4).toByteArray()),
        bytes(span, 5).toStringUtf8(),
        span.getField(6).getVarintList().stream().findFirst().orElse(0L).intValue());
  }

  private static String service(UnknownFieldSet ofResource) {
    return parts(ofResource, 1).stream()
        .flatMap(resource -> parts(resource, 1).stream())
        .filter(attribute -> bytes(attribute, 1).toStringUtf8().equals("service.name"))
        .map(attribute -> bytes(parts(attribute, 2).get(0), 1).toStringUtf8())
        .findFirst()
        .orElseThrow();
  }

  private static List<UnknownFieldSet> parts(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().stream().map(TraceReceiver::fields).toList();
  }

  private static ByteString bytes(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().stream()
        .findFirst()
        .orElse(ByteString.EMPTY);
  }

  private static UnknownFieldSet fields(ByteString message) {
    try {
      return UnknownFieldSet.parseFrom(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
