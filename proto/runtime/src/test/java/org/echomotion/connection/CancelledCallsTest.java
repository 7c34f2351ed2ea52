package org.echomotion.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that is answered after it was cancelled, and another call of the same connection. */
class CancelledCallsTest {

  private final Vertx vertx = Vertx.vertx();
  private final Promise<Void> answeredLate = Promise.promise();

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void endsTheOtherCallsOfItsConnectionIfNothingProtectsIt() {
    Exception failure =
        assertThrows(ExecutionException.class, () -> otherCallOfTheConnection(request -> {}));
    assertTrue(failure.getMessage().contains("GOAWAY"), failure.getMessage());
  }

  @Test
  void endsNoOtherCallOfItsConnection() throws Exception {
    assertEquals("answer", otherCallOfTheConnection(CancelledCalls::protect));
  }

  /**
   * Cancels a call while another one is open.
   *
   * @return the answer of the other one
   */
  private String otherCallOfTheConnection(Handler<HttpServerRequest> onRequest) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  onRequest.handle(request);
                  if (request.path().equals("/cancelled")) {
                    answerWhenCancelled(request.response());
                  } else {
                    answeredLate.future().onComplete(late -> request.response().end("answer"));
                  }
                });
    await(server.listen(0, "127.0.0.1"));
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setDefaultPort(server.actualPort()));
    HttpClientRequest cancelled = await(client.request(HttpMethod.GET, "/cancelled"));
    HttpClientRequest other = await(client.request(HttpMethod.GET, "/other"));
    Future<Buffer> answer = other.send().compose(HttpClientResponse::body);
    await(cancelled.send());
    cancelled.reset();
    return await(answer).toString();
  }

  /**
   * Ends an answer from another thread while the server handles the cancellation: it is then
   * written when the stream is gone.
   */
  private void answerWhenCancelled(HttpServerResponse response) {
    response.exceptionHandler(
        cancellation -> {
          Thread worker = new Thread(response::end);
          worker.start();
          try {
            worker.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          vertx.runOnContext(next -> answeredLate.complete());
        });
    response.putTrailer("status", "0").setChunked(true).write("first");
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
