package org.echomotion.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A body that arrives part by part, completely or not. */
class RequestBodyTest {

  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    Router router = Router.router(vertx);
    router.route("/").handler(this::read);
    router
        .route("/late")
        .handler(
            call -> {
              call.request().pause();
              call.request().connection().closeHandler(closed -> read(call));
            });
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  private void read(RoutingContext call) {
    new RequestBody(call)
        .parts()
        .collect()
        .in(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
        .subscribe()
        .with(
            all -> {
              body.complete(all.toByteArray());
              call.end();
            },
            body::completeExceptionally);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void hasAllParts() throws Exception {
    byte[] sent = new byte[300_000];
    sent[299_999] = 7;
    try (Socket socket = begin("/", "Expect: 100-continue", sent.length)) {
      // The caller asks whether to send.
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertArrayEquals("HTTP/1.1 100".getBytes(StandardCharsets.US_ASCII), answer);
      socket.getOutputStream().write(sent);
      socket.getOutputStream().flush();
      assertArrayEquals(sent, body.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void failsIfItBreaksOff() throws Exception {
    assertBreaksOff("/");
  }

  @Test
  void failsIfItBrokeOffBeforeItWasRead() throws Exception {
    assertBreaksOff("/late");
  }

  private void assertBreaksOff(String path) throws Exception {
    try (Socket socket = begin(path, "X: y", 1000)) {
      socket.getOutputStream().write(new byte[10]);
      socket.getOutputStream().flush();
    }
    Throwable failure = body.handle((all, broken) -> broken).get(20, TimeUnit.SECONDS);
    assertInstanceOf(VertxException.class, failure);
  }

  private Socket begin(String path, String header, int length) throws Exception {
    Socket socket = new Socket("127.0.0.1", server.actualPort());
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, header, length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }
}
